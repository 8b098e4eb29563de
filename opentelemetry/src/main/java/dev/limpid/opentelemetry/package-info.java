/** OpenTelemetry's measurements as counters: an exporter that counts what is listed and nothing else, and sends nothing anywhere. */
@NullMarked
package dev.limpid.opentelemetry;

import org.jspecify.annotations.NullMarked;
