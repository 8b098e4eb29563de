/**
 * What a change of charts would newly collect, in sentences.
 */
@NullMarked
package dev.limpid.protocol.review.difference;

import org.jspecify.annotations.NullMarked;
