/**
 * The store that several upload nodes share: an S3-compatible object store. In and out as
 * {@link dev.limpid.server.storage.AnswerStore} says. The S3 client is an optional dependency; only servers whose
 * configuration names such a store need it. Specified in {@code spec/answer-store.md}.
 */
@NullMarked
package dev.limpid.server.storage.s3;

import org.jspecify.annotations.NullMarked;
