// Gocount counts with golang.org/x/telemetry as it is, and sends what it counted to a collection of its own: it counts
// one run; with GOCOUNT_UPLOAD it ends weeks and uploads there instead, as if the time were GOCOUNT_TIME. What it does
// is told by the environment, since the library uploads in a child of its own that has it but not the arguments.
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
