/**
 * The log seen from outside, by the unmodified {@code go} command: it downloads the configuration from the server and
 * from a static export with its checksum database turned on, and must refuse every forgery (skipped if {@code go} is not
 * installed). Our own client reads both over HTTP.
 */
@NullMarked
package dev.limpid.e2e.log;

import org.jspecify.annotations.NullMarked;
