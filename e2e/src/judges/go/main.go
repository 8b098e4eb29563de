// Command judge KEY URL PATH TOKEN seals what standard input holds to the key configuration (hexadecimal), posts it to a
// relay, and prints the status and the content that the gateway sealed in return. It uses github.com/openpcc/ohttp.
package main

import (
	"encoding/hex"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/openpcc/ohttp"
)

func main() {
	log.SetFlags(0)
	encoded, err := hex.DecodeString(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var key ohttp.KeyConfig
	if err := key.UnmarshalBinary(encoded); err != nil {
		log.Fatal(err)
	}
	transport, err := ohttp.NewTransport(key, os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	content, err := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	request, err := http.NewRequest("POST", "https://telemetry.example.org"+os.Args[3], strings.NewReader(string(content)))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Limpid-Token", os.Args[4])
	response, err := (&http.Client{Transport: transport}).Do(request)
	if err != nil {
		log.Fatal(err)
	}
	said, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d %s\n", response.StatusCode, strings.TrimSpace(string(said)))
}
