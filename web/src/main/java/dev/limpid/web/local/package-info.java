/**
 * The local viewer's pages: what was counted on one machine, which counts may be sent and why the rest may not, and what was sent. The
 * input is values, the output is pages. {@code limpid view} reads the telemetry home and serves the pages of
 * {@link dev.limpid.web.local.LocalSite} on the loopback address. Style, scripts and charts are those of the public site.
 */
@NullMarked
package dev.limpid.web.local;

import org.jspecify.annotations.NullMarked;
