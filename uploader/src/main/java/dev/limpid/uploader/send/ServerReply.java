package dev.limpid.uploader.send;

import dev.limpid.protocol.report.PermanentRefusal;
import dev.limpid.protocol.text.VisibleCharacters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The reply of the collection's server, directly or through a relay.
 *
 * @param refusal the value of the header that names the kind of a refusal, if present
 * @param retryAfter the value of the header {@code Retry-After}, if present
 */
record ServerReply(int status, Optional<String> refusal, Optional<String> retryAfter, byte[] body) {

    private static final Duration LONGEST_WAIT = Duration.ofDays(7);

    SendResult toResult() {
        String text = firstLine(body);
        if (status == 200) {
            return new SendResult.Accepted();
        }
        if (PermanentRefusal.isFinal(status, refusal)) {
            return new SendResult.Refused(refusal.orElseThrow(), text);
        }
        if (status == 409 && refusal.isPresent() && retryAfter.isEmpty()) {
            return new SendResult.NotYet("the server replied 409: " + text);
        }
        return new SendResult.Later(
                "the server replied " + status + (text.isEmpty() ? "" : ": " + text),
                retryAfter.flatMap(ServerReply::seconds));
    }

    static Optional<Duration> seconds(String retryAfter) {
        try {
            long seconds = Long.parseLong(retryAfter.strip());
            return seconds <= 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds())));
        } catch (NumberFormatException e) {
            return Optional.empty(); // an HTTP date: our own backoff is used instead
        }
    }

    static String firstLine(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        String line = text.lines().findFirst().orElse("").strip();
        return line.codePoints()
                .filter(VisibleCharacters::isAllowedInText)
                .limit(500)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
