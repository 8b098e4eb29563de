package dev.limpid.tlog.checkpoint;

import dev.limpid.tlog.CanonicalDecimal;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.note.Note;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A proof that is delivered with what it proves (C2SP tlog-proof): the leaf's index, the inclusion proof, and the
 * signed checkpoint with the root.
 *
 * @param index the leaf's index
 * @param hashes the inclusion proof, from the leaf up
 * @param checkpoint the signed checkpoint
 */
public record ProofFile(long index, List<Hash> hashes, Note checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1\n";
    private static final int LONGEST_PROOF = 63;

    public ProofFile {
        hashes = List.copyOf(hashes);
    }

    public static ProofFile parse(byte[] bytes) throws LogFormatException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\n\n");
        if (!text.startsWith(HEADER) || end < 0) {
            throw new LogFormatException("not a proof file, expected it to begin with " + HEADER.trim());
        }
        List<String> lines = new ArrayList<>();
        for (int at = HEADER.length(); at <= end; ) {
            int stop = text.indexOf('\n', at);
            lines.add(text.substring(at, stop));
            at = stop + 1;
        }
        int line = !lines.isEmpty() && lines.get(0).startsWith("extra ") ? 1 : 0;
        if (line >= lines.size() || !lines.get(line).startsWith("index ") || lines.size() - line > LONGEST_PROOF + 1) {
            throw new LogFormatException("a proof file has no index, or more than " + LONGEST_PROOF + " hashes");
        }
        long index = CanonicalDecimal.parse("proof index", lines.get(line).substring("index ".length()));
        List<Hash> hashes = new ArrayList<>();
        for (String hash : lines.subList(line + 1, lines.size())) {
            hashes.add(Hash.parse(hash));
        }
        return new ProofFile(index, hashes, Note.parse(text.substring(end + 2).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(HEADER).append("index ").append(index).append('\n');
        for (Hash hash : hashes) {
            text.append(hash).append('\n');
        }
        return text.append('\n').append(checkpoint).toString();
    }

    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }
}
