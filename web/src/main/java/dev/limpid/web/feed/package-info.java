/**
 * Atom feeds (RFC 4287) of changes: those of the configuration, and certain ones in charts. A feed is a function of what was published
 * and uses no clock, so that it changes only when something is published.
 */
@NullMarked
package dev.limpid.web.feed;

import org.jspecify.annotations.NullMarked;
