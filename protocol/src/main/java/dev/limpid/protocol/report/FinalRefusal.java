package dev.limpid.protocol.report;

import java.util.Optional;
import java.util.Set;

/**
 * When an answer to an upload says that this report will never be taken. Only the collection's own server can say so, and
 * only of what it has looked at: whatever a proxy, a portal or a server under another name answers is no word about a
 * report. Both sides ask here. Specified in {@code spec/http.md}, "POST /upload/".
 */
public final class FinalRefusal {

    /** The header by which the collection's server, and no proxy on the way, names the kind of its refusal. */
    public static final String HEADER = "Limpid-Refusal";

    /** The body did not arrive as it was packed: somebody on the way touched it, and the report may be good. */
    private static final Set<String> DAMAGED_ON_THE_WAY = Set.of("malformed-encoding", "unknown-encoding");

    private FinalRefusal() {}

    /**
     * Whether the report is refused for good.
     *
     * @param status the answer's status
     * @param code the value of {@value #HEADER}, if the answer has it
     */
    public static boolean isFinal(int status, Optional<String> code) {
        return switch (status) {
            case 400, 413, 415, 422 ->
                code.isPresent() && !DAMAGED_ON_THE_WAY.contains(code.get().strip());
            default -> false;
        };
    }
}
