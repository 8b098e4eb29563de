/**
 * What every part of a running server shares: the clock that it trusts, the resources that it closes in reverse order,
 * and steps that all run whatever fails.
 */
@NullMarked
package dev.limpid.server.runtime;

import org.jspecify.annotations.NullMarked;
