/**
 * The way in for answers. In: the body of a POST to {@code /answers}, one answer with its token, or of one to
 * {@code /upload/<week>}, a report of golang.org/x/telemetry that holds several. It is unpacked within bounds, read
 * strictly, and asked the rule of {@link dev.limpid.protocol.question.CollectionConfig#check} under the configuration that
 * it names. Out: canonical bytes to {@code server.storage}, and a 200 once they are durable; or a refusal of one
 * sentence, and nothing is kept. Who sent it is known only to {@link SenderLimits} and {@link NetworkShares}, as salted
 * sums, and both forget. Specified in {@code spec/http.md}.
 */
@NullMarked
package dev.limpid.server.intake;

import org.jspecify.annotations.NullMarked;
