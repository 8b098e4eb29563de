package dev.limpid.server.witness;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.checkpoint.AddCheckpoint;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.merkle.Consistency;
import dev.limpid.tlog.note.SignerKey;
import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The rule of a witness. It decides one request after the other, and records each head before it answers: two
 * simultaneous requests must not get two histories cosigned. Safe for use by many threads: this object's monitor guards
 * the recorded heads.
 */
public final class Witness implements AutoCloseable {

    /**
     * The answer to a request.
     *
     * @param status the HTTP status
     * @param contentType the media type
     * @param body the text
     */
    public record Reply(int status, String contentType, String body) {
        static Reply text(int status, String body) {
            return new Reply(status, "text/plain; charset=utf-8", body + "\n");
        }
    }

    private final SignerKey key;
    private final List<VerifierKey> logs;
    private final SeenHeads seen;
    private final Clock clock;

    /**
     * @param key a cosignature key
     * @param logs the keys of the logs to watch; the origin of a log is the name of its keys
     * @param seen the heads that were cosigned; closed with this
     */
    public Witness(SignerKey key, Collection<VerifierKey> logs, SeenHeads seen, Clock clock) {
        this.key = key;
        this.logs = List.copyOf(logs);
        this.seen = seen;
        this.clock = clock;
    }

    /** The key that verifies the cosignatures. */
    public VerifierKey verifierKey() {
        return key.verifierKey();
    }

    /** Closes the record of heads. */
    @Override
    public synchronized void close() throws IOException {
        seen.close();
    }

    /**
     * Answers {@code add-checkpoint}.
     *
     * @throws IOException if the head cannot be recorded; then nothing is cosigned
     */
    public synchronized Reply add(byte[] request) throws IOException {
        AddCheckpoint asked;
        Checkpoint head;
        try {
            asked = AddCheckpoint.parse(request);
            head = Checkpoint.parse(asked.checkpoint().text());
        } catch (LogFormatException e) {
            return Reply.text(400, e.getMessage());
        }
        List<VerifierKey> keys =
                logs.stream().filter(log -> log.name().equals(head.origin())).toList();
        if (keys.isEmpty()) {
            return Reply.text(404, "this witness does not watch the log " + head.origin());
        }
        try {
            asked.checkpoint().requireSignedByOneOf(keys);
        } catch (ProofException e) {
            return Reply.text(403, e.getMessage());
        }
        return decide(asked, head);
    }

    private Reply decide(AddCheckpoint asked, Checkpoint head) throws IOException {
        if (asked.oldSize() > head.size()) {
            return Reply.text(400, "old size " + asked.oldSize() + " is above the checkpoint's " + head.size());
        }
        Optional<Checkpoint> last = seen.last(head.origin());
        long lastSize = last.map(Checkpoint::size).orElse(0L);
        if (asked.oldSize() != lastSize) {
            return new Reply(409, "text/x.tlog.size", lastSize + "\n");
        }
        try {
            if (lastSize == 0) {
                requireNoProof(asked);
            } else if (head.size() == lastSize) {
                requireNoProof(asked);
                if (!head.root().equals(last.orElseThrow().root())) {
                    return Reply.text(409, "this witness has cosigned another root for the size " + lastSize);
                }
            } else {
                Consistency.verify(lastSize, last.orElseThrow().root(), head.size(), head.root(), asked.proof());
            }
        } catch (ProofException e) {
            return Reply.text(422, e.getMessage());
        }
        seen.remember(head, asked.checkpoint());
        return new Reply(
                200,
                "text/plain; charset=utf-8",
                key.cosign(asked.checkpoint().text(), clock.instant()).line() + "\n");
    }

    private static void requireNoProof(AddCheckpoint asked) throws ProofException {
        if (!asked.proof().isEmpty()) {
            throw new ProofException("a first checkpoint, or one of the same size, needs no proof, found "
                    + asked.proof().size() + " hashes");
        }
    }
}
