package dev.limpid.protocol.report;

import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a response to an upload means that the report will never be accepted. Only the collection's own
 * server can decide that, and only about content that it has checked: a response of a proxy, a portal or another server
 * says nothing about the report. Both sides use this rule. Specified in {@code spec/http.md}, "POST /upload/".
 */
public final class PermanentRefusal {

    /** The header in which the collection's server, unlike a proxy on the way, names the reason for its refusal. */
    public static final String HEADER = "Limpid-Refusal";

    /** The body arrived changed: something on the way modified it, and the report itself can be valid. */
    private static final Set<String> DAMAGED_ON_THE_WAY = Set.of("malformed-encoding", "unknown-encoding");

    private PermanentRefusal() {}

    /**
     * Whether the report is permanently refused.
     *
     * @param status the response's status
     * @param code the value of {@value #HEADER}, if the response has it
     */
    public static boolean isFinal(int status, Optional<String> code) {
        return switch (status) {
            case 400, 413, 415, 422 ->
                code.isPresent() && !DAMAGED_ON_THE_WAY.contains(code.get().strip());
            default -> false;
        };
    }
}
