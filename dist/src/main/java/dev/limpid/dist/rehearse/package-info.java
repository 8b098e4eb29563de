/**
 * Simulates the users of a maintainer's own program ({@link dev.limpid.dist.simulation}): what their machines would
 * count, show and send, and what would be published. The input is a command line, the identity that the program was
 * built with, and charts. The output is either sentences about what is missing, or the preview, the answers, the
 * published week and the charts.
 */
@NullMarked
package dev.limpid.dist.rehearse;

import org.jspecify.annotations.NullMarked;
