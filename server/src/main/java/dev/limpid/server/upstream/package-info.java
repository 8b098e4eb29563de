/**
 * Follows the log of another node: fetches, verifies and stores its configurations for an upload node.
 */
@NullMarked
package dev.limpid.server.upstream;

import org.jspecify.annotations.NullMarked;
