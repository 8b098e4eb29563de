/**
 * Publication: accepted reports come in from {@link dev.limpid.server.storage.AnswerStore}; the files of {@code /data/}
 * and {@code /charts/} go out, with an entry in the log for each publication. Everything published can be recomputed to
 * the byte from the published reports and the logged configurations. Specified in {@code spec/charts.md}.
 */
@NullMarked
package dev.limpid.server.publish;

import org.jspecify.annotations.NullMarked;
