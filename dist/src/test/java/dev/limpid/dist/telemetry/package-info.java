@NullMarked
package dev.limpid.dist.telemetry;

import org.jspecify.annotations.NullMarked;
