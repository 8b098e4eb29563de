/** Counts OpenTelemetry's measurements: an exporter that counts only what is listed, and sends nothing anywhere. */
@NullMarked
package dev.limpid.opentelemetry;

import org.jspecify.annotations.NullMarked;
