package dev.limpid.tlog.checkpoint;

import dev.limpid.tlog.CanonicalDecimal;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.note.Note;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A log's request to a witness (C2SP tlog-witness): cosign a checkpoint that extends the tree of this size.
 *
 * <pre>
 * old 12
 * base64 hash        at most 63 of them
 *
 * signed checkpoint
 * </pre>
 *
 * @param oldSize the size that the witness cosigned last, 0 if none
 * @param proof the consistency proof from that size
 * @param checkpoint the checkpoint to cosign
 */
public record AddCheckpoint(long oldSize, List<Hash> proof, Note checkpoint) {

    /** The most hashes that a proof can have. */
    public static final int MOST_HASHES = 63;

    private static final String OLD = "old ";

    public AddCheckpoint {
        proof = List.copyOf(proof);
    }

    public static AddCheckpoint parse(byte[] body) throws LogFormatException {
        String text = new String(body, StandardCharsets.UTF_8);
        int end = text.indexOf("\n\n");
        if (!text.startsWith(OLD) || end < 0) {
            throw new LogFormatException("a request begins with \"old <size>\" and has an empty line after the proof");
        }
        String[] lines = text.substring(0, end).split("\n", -1);
        if (lines.length - 1 > MOST_HASHES) {
            throw new LogFormatException(
                    "a proof has " + (lines.length - 1) + " hashes, expected at most " + MOST_HASHES);
        }
        List<Hash> proof = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            proof.add(Hash.parse(lines[i]));
        }
        byte[] note = text.substring(end + 2).getBytes(StandardCharsets.UTF_8);
        return new AddCheckpoint(
                CanonicalDecimal.parse("old size", lines[0].substring(OLD.length())), proof, Note.parse(note));
    }

    public byte[] toBytes() {
        StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
        for (Hash hash : proof) {
            text.append(hash).append('\n');
        }
        return text.append('\n').append(checkpoint).toString().getBytes(StandardCharsets.UTF_8);
    }
}
