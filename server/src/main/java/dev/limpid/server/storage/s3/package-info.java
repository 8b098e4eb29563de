/**
 * The store that several upload nodes share: an S3-compatible object store. Input and output are those of {@link
 * dev.limpid.server.storage.AnswerStore}. The S3 client is an optional dependency; only servers whose configuration
 * names such a store need it. Specified in {@code spec/answer-store.md}.
 */
@NullMarked
package dev.limpid.server.storage.s3;

import org.jspecify.annotations.NullMarked;
