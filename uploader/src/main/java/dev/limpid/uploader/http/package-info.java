/**
 * Connections that are ours alone: nothing that the program around us set for its own requests flows into them, and
 * nothing of theirs flows back. {@code uploader.config} and {@code uploader.send} make all their requests here.
 */
@NullMarked
package dev.limpid.uploader.http;

import org.jspecify.annotations.NullMarked;
