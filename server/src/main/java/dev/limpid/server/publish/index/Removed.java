package dev.limpid.server.publish.index;

import java.time.LocalDate;

/**
 * A distinct answer that is kept out of what is published, and stays out.
 *
 * @param sha256 the digest of its canonical bytes, which are the line's without N, in hexadecimal
 * @param week the Monday of the week that it is about
 * @param why it was taken out
 * @param machines how many had given it by then
 * @param version the publication from which on it is not there
 */
public record Removed(String sha256, LocalDate week, Why why, long machines, String version) {

    /** Why an answer is taken out. */
    public enum Why {
        /** Who runs the collection took it out. */
        OPERATOR,
        /** It was accepted, but this release cannot count it. */
        UNREADABLE
    }

    public Removed in(String publication) {
        return new Removed(sha256, week, why, machines, publication);
    }
}
