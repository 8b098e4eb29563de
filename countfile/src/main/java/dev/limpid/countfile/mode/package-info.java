/**
 * What the user allows, in words: reads and writes the file {@code mode} with the user's choice, and explains the
 * effective mode. The rule itself is {@code dev.limpid.counter.home.ModeRule}, which every program applies when it
 * starts. This package takes the rule's result and the mode file, and returns a mode with its reason. Specified in
 * {@code spec/count-file.md}, section "Telemetry home".
 */
@NullMarked
package dev.limpid.countfile.mode;

import org.jspecify.annotations.NullMarked;
