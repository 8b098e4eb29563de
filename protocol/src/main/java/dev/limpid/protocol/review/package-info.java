/**
 * What maintainers and everybody who watches them read before a change is decided: what is wrong with a chart, what a
 * change would newly collect, how many reports it takes. Charts and configurations flow in, sentences flow out; nothing
 * here decides what is collected. Described in {@code docs/public-process.md}.
 */
@NullMarked
package dev.limpid.protocol.review;

import org.jspecify.annotations.NullMarked;
