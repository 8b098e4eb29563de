// Command hello is for comparison with Limpid: golang.org/x/telemetry in a program that says hello.
//
//	hello             says hello
//	hello count       the same, with telemetry started and one event counted
//	hello crashes     the same, with x/telemetry's crash reporting: a child process that waits for a crash
//	hello inc         prints what one Inc costs, in nanoseconds
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/telemetry"
	"golang.org/x/telemetry/counter"
)

func main() {
	mode := ""
	if len(os.Args) > 1 {
		mode = os.Args[1]
	}
	dir, _ := os.UserConfigDir()
	config := telemetry.Config{TelemetryDir: filepath.Join(dir, "x-telemetry"), ReportCrashes: mode == "crashes"}
	if config.ReportCrashes || mode == "** telemetry **" {
		config.ReportCrashes = true
		telemetry.MaybeChild(config)
	}
	switch mode {
	case "count", "crashes", "inc":
		telemetry.Start(config)
		c := counter.New("hello/run")
		c.Inc()
		if mode == "inc" {
			const events = 5_000_000
			begin := time.Now()
			for i := 0; i < events; i++ {
				c.Inc()
			}
			fmt.Printf("%.1f ns\n", float64(time.Since(begin).Nanoseconds())/events)
			return
		}
	}
	fmt.Println("hello")
}
