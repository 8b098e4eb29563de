/** {@code limpid program}: the telemetry steps of a program's build, for builds without a plugin. */
@NullMarked
package dev.limpid.dist.program;

import org.jspecify.annotations.NullMarked;
