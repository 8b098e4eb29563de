/**
 * The user's choices: whether to answer, and which way answers take. The commands write the mode and the choice of a relay to the
 * telemetry home. Specified in {@code spec/home.md}.
 */
@NullMarked
package dev.limpid.cli.consent;

import org.jspecify.annotations.NullMarked;
