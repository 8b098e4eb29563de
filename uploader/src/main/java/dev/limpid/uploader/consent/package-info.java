/**
 * Asking for consent and keeping the answer: in a terminal, through an editor, in an installer, or by a program's own
 * means. What may be sent is put into words from the configuration and its charts; the answer becomes the user's mode.
 * Nothing here asks the network. Specified in {@code spec/home.md}, "Asking".
 */
@NullMarked
package dev.limpid.uploader.consent;

import org.jspecify.annotations.NullMarked;
