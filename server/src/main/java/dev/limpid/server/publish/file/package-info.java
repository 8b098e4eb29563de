/**
 * The files that hold a week's published answers: a line for each distinct one, packed so that parts of a file can be read by
 * several threads.
 */
@NullMarked
package dev.limpid.server.publish.file;

import org.jspecify.annotations.NullMarked;
