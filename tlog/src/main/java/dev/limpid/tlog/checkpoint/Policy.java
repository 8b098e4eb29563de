package dev.limpid.tlog.checkpoint;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.NoteSignature;
import dev.limpid.tlog.note.VerifierKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a client trusts (C2SP tlog-policy): the keys of the log, one of which must have signed, the witnesses, and how
 * many of them must have cosigned. {@link #parse} reads the text; {@code spec/log.md} specifies its form.
 *
 * @param text the policy as it was read
 * @param logs the keys of the log; several while a key is being replaced
 * @param witnesses the witnesses by the names that the policy gives them, in its order
 * @param quorum the witnesses that must have cosigned
 * @param maxAge how old the cosignatures of a quorum may be
 */
public record Policy(
        String text, List<LogKey> logs, Map<String, Witness> witnesses, Quorum quorum, Optional<Duration> maxAge) {

    /** How far ahead of the reader's clock a cosignature may be dated, since clocks differ a little. */
    public static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    /** A key of the log, and the log's URL; empty if the policy gives none. */
    public record LogKey(VerifierKey key, String url) {}

    /** A witness, and the URL at which it takes checkpoints; empty if the policy gives none. */
    public record Witness(VerifierKey key, String url) {}

    /** A head that the policy accepts. */
    public record Accepted(
            Note note, Checkpoint checkpoint, Map<String, Instant> cosigned, Optional<Instant> quorumAt) {
        public Accepted {
            cosigned = Map.copyOf(cosigned);
        }
    }

    public Policy {
        logs = List.copyOf(logs);
        witnesses = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(witnesses));
    }

    public static Policy parse(String text) throws LogFormatException {
        return new PolicyParser().parse(text);
    }

    /**
     * Checks who signed a head, not how old it is.
     *
     * @throws LogFormatException if the note does not contain a checkpoint
     * @throws ProofException if no key of the log signed it, its origin is another log's, a signature by a known key is
     *     wrong, or the witnesses are not a quorum
     */
    public Accepted check(Note note) throws LogFormatException, ProofException {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        boolean signed = false;
        for (LogKey log : logs) {
            signed |= note.signedBy(log.key()).isPresent()
                    && checkpoint.origin().equals(log.key().name());
        }
        if (!signed) {
            throw new ProofException("the head of \"" + checkpoint.origin() + "\" is signed by none of " + logKeys());
        }
        Map<String, Instant> cosigned = new LinkedHashMap<>();
        for (Map.Entry<String, Witness> witness : witnesses.entrySet()) {
            Optional<NoteSignature> signature = note.signedBy(witness.getValue().key());
            if (signature.isPresent()) {
                cosigned.put(witness.getKey(), signature.get().cosignedAt());
            }
        }
        if (!quorum.isMetBy(cosigned.keySet())) {
            throw new ProofException("the head of size " + checkpoint.size() + " is cosigned by " + cosigned.keySet()
                    + ", expected " + quorum);
        }
        return new Accepted(note, checkpoint, cosigned, quorumAt(cosigned));
    }

    /**
     * The cosignatures of an accepted head that are dated more than {@link #CLOCKS_DIFFER} after {@code now}. They do
     * not show when the witness saw the head.
     */
    public static Map<String, Instant> futureCosignatures(Accepted head, Instant now) {
        Map<String, Instant> ahead = new LinkedHashMap<>();
        head.cosigned().forEach((name, time) -> {
            if (time.isAfter(now.plus(CLOCKS_DIFFER))) {
                ahead.put(name, time);
            }
        });
        return ahead;
    }

    /** An accepted head without the cosignatures that are {@link #futureCosignatures}; empty if the others are not a quorum. */
    public Optional<Accepted> withoutFutureCosignatures(Accepted head, Instant now) {
        Map<String, Instant> ahead = futureCosignatures(head, now);
        if (ahead.isEmpty()) {
            return Optional.of(head);
        }
        Note note = head.note();
        Map<String, Instant> rest = new LinkedHashMap<>(head.cosigned());
        for (String name : ahead.keySet()) {
            Witness witness = witnesses.get(name);
            note = witness == null ? note : note.without(witness.key());
            rest.remove(name);
        }
        return quorum.isMetBy(rest.keySet())
                ? Optional.of(new Accepted(note, head.checkpoint(), rest, quorumAt(rest)))
                : Optional.empty();
    }

    /**
     * The cosigners that are independent of the log. Wherever Limpid reports a number of witnesses, it counts these.
     *
     * @param cosigners names that the policy gives, as in {@link Accepted#cosigned}
     * @return their names in the policy's order
     */
    public List<String> independent(Collection<String> cosigners) {
        return new IndependentWitnesses(logs).of(witnesses, cosigners);
    }

    /**
     * Whether an accepted head is too old at this time. A policy without a maximum age or without witnesses accepts
     * heads of any age.
     */
    public boolean isStale(Accepted head, Instant now) {
        return maxAge.isPresent()
                && head.quorumAt().isPresent()
                && head.quorumAt().get().plus(maxAge.get()).isBefore(now);
    }

    /** The latest time for which the cosignatures made then or later are a quorum. */
    private Optional<Instant> quorumAt(Map<String, Instant> cosigned) {
        Instant latest = null;
        for (Instant time : cosigned.values()) {
            Map<String, Instant> young = new LinkedHashMap<>();
            cosigned.forEach((name, at) -> {
                if (!at.isBefore(time)) {
                    young.put(name, at);
                }
            });
            if ((latest == null || time.isAfter(latest)) && quorum.isMetBy(young.keySet())) {
                latest = time;
            }
        }
        return Optional.ofNullable(latest);
    }

    private String logKeys() {
        StringBuilder keys = new StringBuilder();
        for (LogKey log : logs) {
            keys.append(keys.isEmpty() ? "" : ", ").append(log.key());
        }
        return keys.toString();
    }
}
