/**
 * Formats numbers, dates and rules for people. The server writes one form for everybody and does not guess a reader's locale; a script
 * can reformat numbers and dates for it.
 */
@NullMarked
package dev.limpid.web.words;

import org.jspecify.annotations.NullMarked;
