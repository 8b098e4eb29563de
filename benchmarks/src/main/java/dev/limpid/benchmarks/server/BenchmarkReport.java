package dev.limpid.benchmarks.server;

import java.nio.charset.StandardCharsets;

/** Reports of about a given size, all different: the first counter's count is the report's number. */
final class BenchmarkReport implements Requests {

    static final String WEEK = "2026-11-16";
    static final String NOW = "2026-11-18T12:00:00Z";
    private static final String NUMBER = "1000000000";

    private final byte[] template;
    private final int numberAt;

    private BenchmarkReport(String template) {
        this.template = template.getBytes(StandardCharsets.US_ASCII);
        this.numberAt = template.indexOf(NUMBER);
    }

    static BenchmarkReport ofSize(int size) {
        StringBuilder counters = new StringBuilder();
        for (int i = 0; i < counters(size); i++) {
            counters.append(i == 0 ? "" : ",").append('"').append(counter(i)).append("\":");
            counters.append(i == 0 ? NUMBER : Integer.toString(1 + i * 7 % 500));
        }
        return new BenchmarkReport(
                "{\"Week\":\"" + WEEK + "\",\"X\":0.25,\"Config\":\"v1.0.0\",\"Programs\":[{\"Program\":"
                        + "\"example.org/tool\",\"Version\":\"1.2.0\",\"Runtime\":\"java17\",\"OS\":\"linux\",\"Arch\":\"amd64\","
                        + "\"Counters\":{" + counters + "},\"Stacks\":{}}]}");
    }

    /** The chart config under which the server accepts them. */
    static String charts(int size) {
        StringBuilder buckets = new StringBuilder();
        for (int i = 0; i < counters(size); i++) {
            buckets.append(i == 0 ? "" : ",").append(bucket(i));
        }
        return """
                title: Commands
                description: Which commands are run.
                issue: https://example.org/issues/1
                type: partition
                program: example.org/tool
                module: versions: 1.2.0
                counter: tool/command:{%s}
                """.formatted(buckets);
    }

    @Override
    public byte[] request(long number) {
        String head = "POST /upload/" + WEEK + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + template.length + "\r\n\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[headBytes.length + template.length];
        System.arraycopy(headBytes, 0, request, 0, headBytes.length);
        System.arraycopy(template, 0, request, headBytes.length, template.length);
        long rest = Long.parseLong(NUMBER) + number;
        for (int at = headBytes.length + numberAt + NUMBER.length() - 1; rest > 0; at--) {
            request[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return request;
    }

    private static int counters(int size) {
        return Math.max(1, (size - 200) / (counter(100).length() + 7));
    }

    static String counter(int i) {
        return "tool/command:" + bucket(i);
    }

    private static String bucket(int i) {
        return "subcommand-number-" + (1000 + i);
    }
}
