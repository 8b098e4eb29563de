/**
 * The intake of answers. In: the body of a POST to {@code /answers}, which is one answer with its token, or to
 * {@code /upload/<week>}, which is a report of golang.org/x/telemetry with several answers. It is unpacked within
 * limits, read strictly, and checked by {@link dev.limpid.protocol.question.CollectionConfig#check} under the
 * configuration that it names. Out: canonical bytes to {@code server.storage}, and a 200 once they are durable; or a
 * refusal of one sentence, and nothing is kept. Only {@link dev.limpid.server.intake.limit} knows the sender, as
 * salted sums, and forgets them. Specified in {@code spec/http.md}.
 */
@NullMarked
package dev.limpid.server.intake;

import org.jspecify.annotations.NullMarked;
