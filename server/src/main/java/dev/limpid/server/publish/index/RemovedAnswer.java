package dev.limpid.server.publish.index;

import java.time.LocalDate;

/**
 * A distinct answer that is excluded from publication for ever.
 *
 * @param sha256 the digest of its canonical bytes (its line without N), in hexadecimal
 * @param week the Monday of the week that it is about
 * @param why the reason for the removal
 * @param machines how many had given it at that time
 * @param version the first publication without it
 */
public record RemovedAnswer(String sha256, LocalDate week, Why why, long machines, String version) {

    /** Why an answer was removed. */
    public enum Why {
        /** The operator of the collection removed it. */
        OPERATOR,
        /** It was accepted, but this release cannot count it. */
        UNREADABLE
    }

    public RemovedAnswer in(String publication) {
        return new RemovedAnswer(sha256, week, why, machines, publication);
    }
}
