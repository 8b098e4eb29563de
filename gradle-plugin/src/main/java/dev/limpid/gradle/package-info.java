/**
 * The Gradle plugin {@code dev.limpid}: runs {@link dev.limpid.program} as tasks. The input is the extension {@code limpid} and the
 * compiled classes; the output is a resource and a {@code check} that passes or fails.
 */
@NullMarked
package dev.limpid.gradle;

import org.jspecify.annotations.NullMarked;
