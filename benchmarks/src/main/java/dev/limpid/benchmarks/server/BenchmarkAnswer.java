package dev.limpid.benchmarks.server;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Answers to one question, as Limpid's clients send them: some 170 bytes, each with its own token, and all different, so that none is a
 * duplicate of another.
 */
final class BenchmarkAnswer implements Requests {

    static final String WEEK = "2026-11-09";

    /** The question is the one of {@link BenchmarkReport#charts}, whose first bucket this counts. */
    private static final String BODY =
            "{\"Week\":\"" + WEEK + "\",\"Config\":\"v1.0.0\",\"Chart\":\"example.org/tool/tool-command\","
                    + "\"Builds\":[{\"Version\":\"1.2.0\",\"Counts\":{\"" + BenchmarkReport.counter(0) + "\":";

    @Override
    public byte[] request(long number) {
        String body = BODY + (1_000_000_000L + number) + "}}]}";
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String token = hex(random.nextLong()) + hex(random.nextLong());
        return ("POST /answers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nLimpid-Token: " + token
                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String hex(long number) {
        String digits = Long.toHexString(number);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
