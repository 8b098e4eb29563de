/**
 * What a collection will ask: how many answers each question needs, and an example of an answer.
 */
@NullMarked
package dev.limpid.protocol.review.plan;

import org.jspecify.annotations.NullMarked;
