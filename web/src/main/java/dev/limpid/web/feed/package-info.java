/**
 * Atom feeds (RFC 4287) of what changes: the configuration, and what charts say for certain. A feed is a function of what
 * was published, without a clock, so that it changes when something was published and at no other time.
 */
@NullMarked
package dev.limpid.web.feed;

import org.jspecify.annotations.NullMarked;
