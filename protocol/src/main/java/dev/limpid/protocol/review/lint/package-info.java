/**
 * The problems of a chart before it is decided, each with a suggestion.
 */
@NullMarked
package dev.limpid.protocol.review.lint;

import org.jspecify.annotations.NullMarked;
