package main

import (
	"fmt"
	"os"
	"sort"
	"testing"

	"golang.org/x/telemetry/counter/countertest"
)

// TestRead prints the counters of the count file that COUNT_FILE names, as golang.org/x/telemetry reads it:
//
//	COUNT_FILE=….v1.count go test -run TestRead -v
func TestRead(t *testing.T) {
	file := os.Getenv("COUNT_FILE")
	if file == "" {
		t.Skip("COUNT_FILE is not set")
	}
	counters, stacks, err := countertest.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for name, n := range counters {
		lines = append(lines, fmt.Sprintf("%q %d", name, n))
	}
	for name, n := range stacks {
		lines = append(lines, fmt.Sprintf("%q %d", name, n))
	}
	sort.Strings(lines)
	for _, line := range lines {
		fmt.Println(line)
	}
}
