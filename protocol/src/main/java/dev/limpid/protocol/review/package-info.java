/**
 * What maintainers, and everybody who watches them, read before a change is decided: the problems of a chart, what a
 * change would newly collect, how many answers it needs. It takes charts and configurations and returns sentences;
 * nothing here decides what is collected. Described in {@code docs/public-process.md}.
 */
@NullMarked
package dev.limpid.protocol.review;

import org.jspecify.annotations.NullMarked;
