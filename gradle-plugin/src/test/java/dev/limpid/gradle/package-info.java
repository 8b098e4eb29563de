/** Tests of the Gradle plugin. */
@NullMarked
package dev.limpid.gradle;

import org.jspecify.annotations.NullMarked;
