package dev.limpid.uploader.config.proof;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.checkpoint.ProofFile;
import dev.limpid.tlog.module.ModuleRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What this machine remembers of the log, as one file: when it last checked, the record that it uses, and the proof
 * with the head that it saw.
 *
 * <pre>
 * limpid configuration v1
 * checked 2026-11-21T02:00:00Z
 * path version h1:…
 * path version/go.mod h1:…
 * …proof file (C2SP tlog-proof)…
 * </pre>
 */
public record TrustedLogState(Instant checkedAt, ModuleRecord record, ProofFile proof) {

    private static final String HEADER = "limpid configuration v1";
    private static final String CHECKED = "checked ";
    private static final int LINES = 4;

    /** The bytes of the file. */
    public byte[] encode() {
        return (HEADER + "\n" + CHECKED + checkedAt + "\n" + record + proof).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #encode} wrote; signatures and proofs are not checked here. */
    public static TrustedLogState decode(byte[] bytes) throws LogFormatException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int[] ends = new int[LINES];
        int at = 0;
        for (int line = 0; line < LINES; line++) {
            ends[line] = text.indexOf('\n', at);
            if (ends[line] < 0) {
                throw new LogFormatException("it ends in line " + (line + 1));
            }
            at = ends[line] + 1;
        }
        String checked = text.substring(ends[0] + 1, ends[1]);
        if (!text.startsWith(HEADER + "\n") || !checked.startsWith(CHECKED)) {
            throw new LogFormatException("it does not begin with \"" + HEADER + "\"");
        }
        try {
            ProofFile proof = ProofFile.parse(text.substring(at).getBytes(StandardCharsets.UTF_8));
            Checkpoint.parse(proof.checkpoint().text()); // a head that cannot be read binds nobody
            return new TrustedLogState(
                    Instant.parse(checked.substring(CHECKED.length())),
                    ModuleRecord.parse(text.substring(ends[1] + 1, at).getBytes(StandardCharsets.UTF_8)),
                    proof);
        } catch (DateTimeException e) {
            throw new LogFormatException(
                    "its line \"" + checked + "\" contains no time, expected one such as 2026-11-20T12:00:00Z");
        }
    }
}
