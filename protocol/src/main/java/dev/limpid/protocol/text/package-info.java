/**
 * Texts for messages and for the wire: names quoted so that a hostile name cannot forge a line of a log, sentences in
 * the user's language, numbers in words, and UTF-8.
 */
@NullMarked
package dev.limpid.protocol.text;

import org.jspecify.annotations.NullMarked;
