package dev.limpid.web.facts;

import java.time.LocalDate;
import java.util.List;

/**
 * What was published of the reports of one day.
 *
 * @param date the day on which the reports' weeks ended
 * @param reports how many reports the newest file holds
 * @param files the files, the newest version first
 */
public record DataDay(LocalDate date, long reports, List<File> files) {
    public DataDay {
        files = List.copyOf(files);
    }

    /**
     * One published file.
     *
     * @param path where it is served, from the collection's root without the leading slash
     * @param version its version in the log of published data, such as {@code v1.20261120.0}
     * @param bytes how long it is
     * @param sha256 the digest of its bytes, in hexadecimal
     */
    public record File(String path, String version, long bytes, String sha256) {}
}
