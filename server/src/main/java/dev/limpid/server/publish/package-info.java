/**
 * Publication. In: accepted answers from {@link dev.limpid.server.storage.AnswerStore}. Out: the files of
 * {@code /data/} and {@code /charts/}, with an entry in the log for each publication. Everything published can be
 * recomputed to the byte from the published answers and the logged configurations. Specified in {@code spec/charts.md}.
 */
@NullMarked
package dev.limpid.server.publish;

import org.jspecify.annotations.NullMarked;
