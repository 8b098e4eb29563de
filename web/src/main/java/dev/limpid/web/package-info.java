/**
 * The public site: the input is values (charts, configuration, log head, list of published files, the server's settings), the output is
 * pages. Nothing here reads files, clocks or the network; {@link dev.limpid.web.SiteSource} provides the values. The server and the
 * static export use the same {@link dev.limpid.web.Site}.
 */
@NullMarked
package dev.limpid.web;

import org.jspecify.annotations.NullMarked;
