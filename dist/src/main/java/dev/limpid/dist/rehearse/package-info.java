/**
 * A maintainer's own program in a room of its own ({@link dev.limpid.dist.simulation}): what its users' machines would count,
 * show, send, and what would be published. In flow a command line, the identity that the program was built with, and charts;
 * out flow sentences about what is missing, or the preview, the answers, the published week and the charts.
 */
@NullMarked
package dev.limpid.dist.rehearse;

import org.jspecify.annotations.NullMarked;
