/**
 * What a user chooses: to answer or not, and which way answers go. Words come in, the mode and the choice of a relay are written to the
 * telemetry home. Specified in {@code spec/home.md}.
 */
@NullMarked
package dev.limpid.cli.consent;

import org.jspecify.annotations.NullMarked;
