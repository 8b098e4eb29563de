/**
 * The files of a week's published answers: one line for each distinct answer, compressed so that several threads can
 * read parts of a file.
 */
@NullMarked
package dev.limpid.server.publish.file;

import org.jspecify.annotations.NullMarked;
