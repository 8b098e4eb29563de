package dev.limpid.web.facts;

import java.time.LocalDate;
import java.util.List;

/**
 * What was published of the reports of one day.
 *
 * @param date the day on which the reports' weeks ended
 * @param reports how many reports the file holds
 * @param path where the file is served, from the collection's root without the leading slash
 * @param bytes how long it is
 * @param sha256 the digest of its bytes, in hexadecimal
 * @param version the version in the log of published data that names it, such as {@code v0.12.0}
 * @param earlier what was published of the day before late reports came, oldest first
 * @param removed the reports of the day that were accepted and are kept out of the file
 */
public record DataDay(
        LocalDate date,
        long reports,
        String path,
        long bytes,
        String sha256,
        String version,
        List<Earlier> earlier,
        List<Removed> removed) {
    public DataDay {
        earlier = List.copyOf(earlier);
        removed = List.copyOf(removed);
    }

    /** A day of which nothing is kept out. */
    public DataDay(
            LocalDate date,
            long reports,
            String path,
            long bytes,
            String sha256,
            String version,
            List<Earlier> earlier) {
        this(date, reports, path, bytes, sha256, version, earlier, List.of());
    }

    /**
     * A report that is kept out.
     *
     * @param sha256 the digest of its bytes, in hexadecimal
     * @param byOperator whether who runs the collection took it out; if not, it could not be counted
     * @param version the version in the log of published data that says so
     */
    public record Removed(String sha256, boolean byOperator, String version) {}

    /** A file that was replaced when late reports came. */
    public record Earlier(long reports, String sha256, String version) {}
}
