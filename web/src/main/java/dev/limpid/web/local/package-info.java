/**
 * The local viewer's pages: what was counted on one machine, what of it may be sent and why the rest may not, what was
 * sent. Values in, pages out; {@link dev.limpid.web.local.LocalSite} is asked by {@code limpid view}, which reads the
 * telemetry home and serves on the loopback address. Same style, scripts and charts as the public site.
 */
@NullMarked
package dev.limpid.web.local;

import org.jspecify.annotations.NullMarked;
