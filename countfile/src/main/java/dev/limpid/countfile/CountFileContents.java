package dev.limpid.countfile;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The contents of a count file and its journals together.
 *
 * @param metadata the metadata of the file by key: TimeBegin, TimeEnd, Program, Version and Runtime, OS, Arch (or
 *     GoVersion, GOOS, GOARCH in files written by Go)
 * @param counts event totals by counter name, including stacks, with their ditto marks resolved. Unsigned: a count of
 *     2^63 or more is a negative long, see {@link Long#toUnsignedString(long)} and {@link #cappedCounts}
 */
public record CountFileContents(SortedMap<String, String> metadata, SortedMap<String, Long> counts) {

    /** Copies both maps; the copies cannot be changed. */
    public CountFileContents {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** The day the week began. */
    public LocalDate begin() {
        return day("TimeBegin");
    }

    /** The day the week ends: the first day that is not part of it. */
    public LocalDate end() {
        return day("TimeEnd");
    }

    /** The program's name. */
    public String program() {
        return value("Program", "Program");
    }

    /** The program's version. */
    public String version() {
        return value("Version", "Version");
    }

    /** The runtime of the program, such as {@code java17} or {@code go1.24.0}. */
    public String runtime() {
        return value("Runtime", "GoVersion");
    }

    /** The operating system in Go's vocabulary. */
    public String os() {
        return value("OS", "GOOS");
    }

    /** The processor in Go's vocabulary. */
    public String arch() {
        return value("Arch", "GOARCH");
    }

    /** The counts with every one above {@link Long#MAX_VALUE} lowered to it. */
    public SortedMap<String, Long> cappedCounts() {
        SortedMap<String, Long> signed = new TreeMap<>();
        counts.forEach((name, count) -> signed.put(name, count < 0 ? Long.MAX_VALUE : count));
        return signed;
    }

    private LocalDate day(String key) {
        // The reader has checked that both are present and valid.
        return OffsetDateTime.parse(value(key, key)).toLocalDate();
    }

    private String value(String key, String goKey) {
        String value = metadata.get(key);
        return value != null ? value : metadata.getOrDefault(goKey, "");
    }
}
