/** {@code limpid program}: what the build of a program does about telemetry, for builds that have no plugin for it. */
@NullMarked
package dev.limpid.dist.program;

import org.jspecify.annotations.NullMarked;
