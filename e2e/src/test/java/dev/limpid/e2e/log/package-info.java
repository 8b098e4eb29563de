/**
 * The log seen from outside. The unmodified {@code go} command judges it: it downloads the configuration from the server
 * and from a static export with its checksum database on, and must refuse every forgery (skipped where {@code go} is not
 * installed). Our own client reads both over HTTP.
 */
@NullMarked
package dev.limpid.e2e.log;

import org.jspecify.annotations.NullMarked;
