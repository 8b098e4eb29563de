/**
 * The public site: values in (charts, configuration, log head, list of published files, the server's settings), pages
 * out. Nothing here reads files, clocks or the network; {@link dev.limpid.web.Contents} says where values come from.
 * The same {@link dev.limpid.web.Site} is asked by the server and by the static export.
 */
@NullMarked
package dev.limpid.web;

import org.jspecify.annotations.NullMarked;
