package dev.limpid.server.publish.index;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The published answers of one week.
 *
 * @param week its Monday
 * @param state whether answers may still arrive
 * @param revision 0 at first; one more whenever the lines changed
 * @param accepted how many accepted answers there were at the time; those that are not in the lines were removed,
 *     or left out by the gate
 * @param answers how many answers the lines represent: the sum of all N
 * @param lines how many distinct answers
 * @param alone how many of them only one machine gave
 * @param bytes how long the file is
 * @param sha256 the digest of the file, in hexadecimal
 * @param contentSha256 the digest of its lines, independent of their compression
 * @param version the publication that published this state
 * @param networks how many networks gave how many answers, if that was counted
 * @param gate what the gate before publication did, if there was one
 * @param earlier the revisions before, oldest first
 */
public record PublishedWeek(
        LocalDate week,
        State state,
        int revision,
        long accepted,
        long answers,
        long lines,
        long alone,
        long bytes,
        String sha256,
        String contentSha256,
        String version,
        Optional<NetworkHistogram> networks,
        Optional<GateSummary> gate,
        List<Earlier> earlier) {

    public PublishedWeek {
        earlier = List.copyOf(earlier);
    }

    /** Whether answers may still arrive, in the order in which a week passes through these states. */
    public enum State {
        /** Most answers have arrived; more may come. */
        PROVISIONAL,
        /** No more answers are accepted. */
        FINAL
    }

    /** A revision that was replaced. */
    public record Earlier(
            int revision, State state, long answers, String sha256, String contentSha256, String version) {}

    /** The file's name on disk; its address has no revision. */
    public String file() {
        return file(week, revision);
    }

    public static String file(LocalDate week, int revision) {
        return week + ".r" + revision + ".ndjson.zst";
    }

    /** The same lines, as described by another publication. */
    public PublishedWeek as(
            State other,
            long acceptedNow,
            String publication,
            Optional<NetworkHistogram> counted,
            Optional<GateSummary> gated) {
        return new PublishedWeek(
                week,
                other,
                revision,
                acceptedNow,
                answers,
                lines,
                alone,
                bytes,
                sha256,
                contentSha256,
                publication,
                counted,
                gated,
                earlier);
    }

    /** This revision as an entry of the index after another has replaced it. */
    public Earlier replaced() {
        return new Earlier(revision, state, answers, sha256, contentSha256, version);
    }
}
