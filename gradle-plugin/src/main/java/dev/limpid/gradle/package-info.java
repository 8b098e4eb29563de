/**
 * The Gradle plugin {@code dev.limpid}: what {@link dev.limpid.program} does, as tasks. In flow the extension
 * {@code limpid} and the compiled classes; out flow a resource and a failed or a green {@code check}.
 */
@NullMarked
package dev.limpid.gradle;

import org.jspecify.annotations.NullMarked;
