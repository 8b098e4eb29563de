package dev.limpid.server.publish.index;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The published answers of one week.
 *
 * @param week its Monday
 * @param state whether answers may still come
 * @param revision 0 at first; one more whenever the lines changed
 * @param accepted how many accepted answers there were when this was made; those that are not in the lines were taken out,
 *     or left out by the gate
 * @param answers how many answers the lines hold: the sum of all N
 * @param lines how many distinct answers
 * @param alone how many of them one machine alone gave
 * @param bytes how long the file is
 * @param sha256 the digest of the file, in hexadecimal
 * @param contentSha256 the digest of its lines, whatever they are compressed with
 * @param version the publication that says so
 * @param networks how many networks gave how many answers, where that was counted
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
        Optional<Networks> networks,
        Optional<Gated> gate,
        List<Earlier> earlier) {

    public PublishedWeek {
        earlier = List.copyOf(earlier);
    }

    /** Whether answers may still come. Later states come later. */
    public enum State {
        /** Most answers are in; more may come. */
        PROVISIONAL,
        /** No answer is taken any more. */
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

    /** The same lines, as another publication says it of them. */
    public PublishedWeek as(
            State other, long acceptedNow, String saidBy, Optional<Networks> counted, Optional<Gated> gated) {
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
                saidBy,
                counted,
                gated,
                earlier);
    }

    /** How the index names this revision once another takes its place. */
    public Earlier replaced() {
        return new Earlier(revision, state, answers, sha256, contentSha256, version);
    }
}
