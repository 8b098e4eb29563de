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
 */
public record DataDay(
        LocalDate date, long reports, String path, long bytes, String sha256, String version, List<Earlier> earlier) {
    public DataDay {
        earlier = List.copyOf(earlier);
    }

    /** A file that was replaced when late reports came. */
    public record Earlier(long reports, String sha256, String version) {}
}
