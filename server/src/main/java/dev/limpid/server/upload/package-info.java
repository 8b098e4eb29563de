/**
 * The way in for reports. In: the body of a POST to {@code /upload/<week>}, packed or plain. It is unpacked within
 * bounds, read strictly, and asked the rule of {@link dev.limpid.protocol.config.UploadConfig#check} under the
 * configuration that it names. Out: its canonical bytes to {@code server.storage}, and a 200 once they are durable; or a
 * refusal of one sentence, and nothing is kept. Who sent it is known only to {@link SenderLimits}, which forgets.
 * Specified in {@code spec/http.md}.
 */
@NullMarked
package dev.limpid.server.upload;

import org.jspecify.annotations.NullMarked;
