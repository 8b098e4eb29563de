/**
 * The log of another node, of which an upload node knows the configurations: fetched, proven, kept.
 */
@NullMarked
package dev.limpid.server.upstream;

import org.jspecify.annotations.NullMarked;
