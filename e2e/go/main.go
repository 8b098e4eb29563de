// Gocount counts with the unmodified golang.org/x/telemetry, and sends what it counted to a separate collection: it
// counts one run; with GOCOUNT_UPLOAD it ends weeks and uploads there instead, as if the time were GOCOUNT_TIME. The
// environment says what to do, since the library uploads in a child process that has the environment but not the arguments.
package main

import (
	"log"
	"os"
	"time"

	"golang.org/x/telemetry"
	"golang.org/x/telemetry/counter"
)

func main() {
	config := telemetry.Config{
		TelemetryDir: os.Getenv("GOCOUNT_DIR"),
		UploadURL:    os.Getenv("GOCOUNT_UPLOAD"),
	}
	config.Upload = config.UploadURL != ""
	if config.Upload {
		at, err := time.Parse(time.RFC3339, os.Getenv("GOCOUNT_TIME"))
		if err != nil {
			log.Fatal(err)
		}
		config.UploadStartTime = at
	}
	result := telemetry.Start(config)
	if !config.Upload {
		counter.Inc("gocount/run")
	}
	result.Wait()
}
