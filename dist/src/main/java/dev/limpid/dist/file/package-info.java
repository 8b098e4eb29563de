/**
 * The files and streams of commands: a file that appears only when it is complete, a tree of files, the standard output.
 */
@NullMarked
package dev.limpid.dist.file;

import org.jspecify.annotations.NullMarked;
