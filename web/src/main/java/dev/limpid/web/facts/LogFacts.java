package dev.limpid.web.facts;

import java.time.Instant;
import java.util.List;

/**
 * The head of the transparency log and what one needs to check it.
 *
 * @param origin the log's name in its checkpoints
 * @param size how many entries it has
 * @param rootHash the root of its tree, base64
 * @param checkpoint the newest signed checkpoint, as served
 * @param verifierKey the log's public key in the form {@code name+hash+key}
 * @param policy the text by which clients judge the log: its key, its witnesses, how many must have signed
 * @param witnesses who else signed the head
 * @param lines lines to copy for other tools
 */
public record LogFacts(
        String origin,
        long size,
        String rootHash,
        String checkpoint,
        String verifierKey,
        String policy,
        List<Witness> witnesses,
        List<Line> lines) {

    public LogFacts {
        witnesses = List.copyOf(witnesses);
        lines = List.copyOf(lines);
    }

    /** A witness and when it signed the newest head. */
    public record Witness(String name, String key, Instant signed) {}

    /**
     * A line to copy.
     *
     * @param purpose what it is for, such as {@code The go command}
     * @param text the line, or lines
     */
    public record Line(String purpose, String text) {}
}
