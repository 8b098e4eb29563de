package dev.limpid.server.log;

import dev.limpid.protocol.text.Quantity;
import dev.limpid.server.log.tree.CorruptLogException;
import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.server.log.tree.MissingQuorumException;
import dev.limpid.server.log.tree.RolledBackLogException;
import dev.limpid.server.outbound.BoundedHttpClient;
import dev.limpid.server.outbound.BoundedHttpClient.Reply;
import dev.limpid.tlog.CanonicalDecimal;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.checkpoint.AddCheckpoint;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.merkle.MerkleTree;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.NoteSignature;
import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every witness of a policy that has an address, and succeeds if the policy's quorum is met. The log's own
 * cosignature key counts as present, since the log always adds it. An interrupt while waiting for a witness ends the
 * request, and does not count against the witness. For one thread at a time: its log calls it under the log's monitor.
 */
public final class WitnessCosigners implements Cosigners {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessCosigners.class);
    private static final String SIZE_TYPE = "text/x.tlog.size";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A cosignature has some 150 bytes, and a size fewer; others may add lines, or a sentence about a failure. */
    private static final int MOST_BYTES = 64 * 1024;

    private final Policy policy;
    private final VerifierKey own;
    private final BoundedHttpClient http;
    private final Map<String, Long> cosigned = new ConcurrentHashMap<>();

    /**
     * Cosigners by the witnesses of a policy.
     *
     * @param own the log's own cosignature key
     */
    public WitnessCosigners(Policy policy, VerifierKey own) {
        this(policy, own, LIMIT);
    }

    /** @param limit how long a witness may take for its whole answer; the log waits meanwhile */
    WitnessCosigners(Policy policy, VerifierKey own, Duration limit) {
        this.policy = policy;
        this.own = own;
        this.http = new BoundedHttpClient(limit, limit);
    }

    @Override
    public List<NoteSignature> cosign(Note head, MerkleTree tree) throws IOException, MissingQuorumException {
        List<NoteSignature> signatures = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, Policy.Witness> each : policy.witnesses().entrySet()) {
            String name = each.getKey();
            if (each.getValue().key().equals(own)) {
                names.add(name);
            } else if (!each.getValue().url().isEmpty()) {
                try {
                    signatures.add(ask(name, each.getValue(), head, tree));
                    names.add(name);
                } catch (UnwillingWitnessException e) {
                    LOG.warn("witness {} did not cosign: {}", name, e.getMessage());
                }
            }
        }
        if (!policy.quorum().isMetBy(names)) {
            throw new MissingQuorumException(policy.quorum().missing(names));
        }
        return signatures;
    }

    /** Asks one witness, and asks once more if it remembers another size than expected. */
    private NoteSignature ask(String name, Policy.Witness witness, Note head, MerkleTree tree)
            throws IOException, UnwillingWitnessException {
        Checkpoint checkpoint = checkpoint(head);
        long old = cosigned.getOrDefault(name, 0L);
        Reply answer = post(witness, new AddCheckpoint(old, proof(tree, old, checkpoint), head));
        if (isAnotherSize(answer)) {
            old = size(text(answer));
            if (old > checkpoint.size()) {
                throw new RolledBackLogException(
                        "witness " + name + " has cosigned a head of " + Quantity.of(old, "entry")
                                + ", but the stored log has " + checkpoint.size() + ": was a backup restored?");
            }
            answer = post(witness, new AddCheckpoint(old, proof(tree, old, checkpoint), head));
        }
        if (answer.status() == 422 || (answer.status() == 409 && !isAnotherSize(answer))) {
            throw new UnwillingWitnessException("it has cosigned another tree of " + Quantity.of(old, "entry")
                    + " than the stored one begins with: was a backup restored, or does it watch another log of this"
                    + " name? It answered " + answer.status() + ": " + brief(text(answer)));
        }
        if (answer.status() != 200) {
            throw new UnwillingWitnessException("it answered " + answer.status() + ": " + brief(text(answer)));
        }
        NoteSignature signature = signature(witness.key(), head, text(answer));
        cosigned.put(name, checkpoint.size());
        return signature;
    }

    /**
     * Whether it names the size that it cosigned last; a 409 without a size is about another root (C2SP tlog-witness).
     */
    private static boolean isAnotherSize(Reply answer) {
        return answer.status() == 409
                && answer.headers()
                        .firstValue("Content-Type")
                        .filter(SIZE_TYPE::equals)
                        .isPresent();
    }

    private Reply post(Policy.Witness witness, AddCheckpoint request)
            throws InterruptedIOException, UnwillingWitnessException {
        String url = witness.url().endsWith("/") ? witness.url() : witness.url() + "/";
        try {
            HttpRequest post = HttpRequest.newBuilder(URI.create(url + "add-checkpoint"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(request.toBytes()))
                    .build();
            return http.send(post, MOST_BYTES);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnwillingWitnessException(String.valueOf(e.getMessage()));
        }
    }

    private static String text(Reply answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static List<Hash> proof(MerkleTree tree, long old, Checkpoint head) throws IOException {
        try {
            return old == 0 || old >= head.size() ? List.of() : tree.consistencyProof(old);
        } catch (LogFormatException e) {
            throw new CorruptLogException(e.getMessage());
        }
    }

    private static NoteSignature signature(VerifierKey key, Note head, String body) throws UnwillingWitnessException {
        for (String line : body.split("\n", -1)) {
            try {
                // Signatures by unknown keys are ignored.
                if (line.isEmpty()) {
                    continue;
                }
                NoteSignature signature = NoteSignature.parse(line);
                if (Note.unsigned(head.text()).with(signature).signedBy(key).isPresent()) {
                    return signature;
                }
            } catch (LogFormatException | ProofException e) {
                throw new UnwillingWitnessException("its answer has no valid signature: " + e.getMessage());
            }
        }
        throw new UnwillingWitnessException("its answer has no signature by " + key);
    }

    private static long size(String body) throws UnwillingWitnessException {
        try {
            if (!body.endsWith("\n")) {
                throw new LogFormatException("no line feed after the size");
            }
            return CanonicalDecimal.parse("size", body.substring(0, body.length() - 1));
        } catch (LogFormatException e) {
            throw new UnwillingWitnessException("it answered 409 with " + e.getMessage());
        }
    }

    private static Checkpoint checkpoint(Note head) throws CorruptLogException {
        try {
            return Checkpoint.parse(head.text());
        } catch (LogFormatException e) {
            throw new CorruptLogException(e.getMessage());
        }
    }

    private static String brief(String body) {
        return body.length() > 200 ? body.substring(0, 200) + "…" : body.strip();
    }

    private static final class UnwillingWitnessException extends Exception {
        private static final long serialVersionUID = 1L;

        UnwillingWitnessException(String message) {
            super(message);
        }
    }
}
