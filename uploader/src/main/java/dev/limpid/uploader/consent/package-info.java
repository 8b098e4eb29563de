/**
 * Asks for consent and stores the answer: in a terminal, through an editor, in an installer, or by a program's own
 * means. Describes what may be sent in words, from the configuration and its charts; the answer becomes the user's
 * mode. Nothing here uses the network. Specified in {@code spec/home.md}, "Asking".
 */
@NullMarked
package dev.limpid.uploader.consent;

import org.jspecify.annotations.NullMarked;
