module example.org/gocount

go 1.26.0

require golang.org/x/telemetry v0.0.0-20261009151841-97e8ea77aa2a

require (
	golang.org/x/sync v0.23.0 // indirect
	golang.org/x/sys v0.48.0 // indirect
)
