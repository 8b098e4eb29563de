/**
 * What the build of a program does about telemetry, whatever builds it: the Maven plugin, the Gradle plugin and
 * {@code limpid program} are made of it. In flow what the maintainer decided, compiled classes and charts; out flow
 * {@code META-INF/limpid/program.properties}, lists of the counters and of the methods, and sentences about what does not
 * fit.
 */
@NullMarked
package dev.limpid.program;

import org.jspecify.annotations.NullMarked;
