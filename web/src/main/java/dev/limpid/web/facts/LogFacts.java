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
 * @param verifierKeys the log's public keys in the form {@code name+hash+key}, the oldest first
 * @param policy the text by which clients judge the log: its key, its witnesses, how many must have signed
 * @param witnesses who else signed the head
 * @param lines lines to copy for other tools
 */
public record LogFacts(
        String origin,
        long size,
        String rootHash,
        String checkpoint,
        List<String> verifierKeys,
        String policy,
        List<Witness> witnesses,
        List<Line> lines) {

    public LogFacts {
        verifierKeys = List.copyOf(verifierKeys);
        witnesses = List.copyOf(witnesses);
        lines = List.copyOf(lines);
    }

    /** The keys of the witnesses, a line each. */
    public String witnessKeys() {
        return String.join("\n", witnesses.stream().map(Witness::key).toList());
    }

    /** Who signed, in words. */
    public String signers() {
        return switch (witnesses.size()) {
            case 0 -> "the log; no witness yet";
            case 1 -> "the log and 1 witness";
            default -> "the log and " + witnesses.size() + " witnesses";
        };
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
