/**
 * What the build of a program does for telemetry, common to the Maven plugin, the Gradle plugin and {@code limpid
 * program}. It takes the maintainer's settings, compiled classes and charts; it writes {@code
 * META-INF/limpid/program.properties} and lists of the counters and of the methods, and reports where they do not
 * match.
 */
@NullMarked
package dev.limpid.program;

import org.jspecify.annotations.NullMarked;
