/**
 * What the user allows, in words: the choice file {@code mode} read and written, and the effective mode with what
 * decided it. The rule itself is {@code dev.limpid.counter.home.ModeRule}, which every program asks when it starts. In
 * flow the rule's result and the mode file; out flows a mode with its reason. Specified in {@code spec/count-file.md},
 * section "Telemetry home".
 */
@NullMarked
package dev.limpid.countfile.mode;

import org.jspecify.annotations.NullMarked;
