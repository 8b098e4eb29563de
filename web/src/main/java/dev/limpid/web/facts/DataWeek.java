package dev.limpid.web.facts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The published answers of one week.
 *
 * @param week its Monday
 * @param provisional whether answers may still come
 * @param answers how many answers the file contains: the sum of all N
 * @param lines how many distinct answers it contains
 * @param alone how many of the lines only one machine gave
 * @param path where the file is served, from the collection's root without the leading slash
 * @param bytes the file's length
 * @param sha256 the digest of its bytes, in hexadecimal
 * @param version the version in the log of published data that names it, such as {@code v0.12.0}
 * @param networks how many networks gave how many answers, if that was counted
 * @param gate what the gate before publication did, if there was one
 * @param earlier the earlier files of the week, oldest first
 * @param removed the answers that were accepted and are kept out of the file
 */
public record DataWeek(
        LocalDate week,
        boolean provisional,
        long answers,
        long lines,
        long alone,
        String path,
        long bytes,
        String sha256,
        String version,
        Optional<Networks> networks,
        Optional<Gate> gate,
        List<Earlier> earlier,
        List<Removed> removed) {

    private static final int DAYS = 7;

    public DataWeek {
        earlier = List.copyOf(earlier);
        removed = List.copyOf(removed);
    }

    /** The week's Sunday. */
    public LocalDate sunday() {
        return week.plusDays(DAYS - 1);
    }

    /** The share of the lines that only one machine gave. */
    public double aloneShare() {
        return lines == 0 ? 0 : (double) alone / lines;
    }

    /** How many networks gave one answer, 2 to 9, 10 to 99, 100 and more. */
    public record Networks(long one, long upTo9, long upTo99, long more) {

        /** The number of all networks. */
        public long all() {
            return one + upTo9 + upTo99 + more;
        }
    }

    /**
     * The effect of the gate.
     *
     * @param least how many machines must have given a line
     * @param attributes answers that are shown without some of the attributes that their chart asks for
     * @param counts answers that are shown without any attributes and with coarser counts
     * @param leftOut answers that are not shown
     */
    public record Gate(int least, long attributes, long counts, long leftOut) {}

    /** A file that was replaced. */
    public record Earlier(boolean provisional, long answers, String sha256, String version) {}

    /**
     * A distinct answer that is kept out of the file.
     *
     * @param sha256 the digest of its canonical bytes, in hexadecimal
     * @param byOperator whether the collection's operator removed it; if not, it could not be counted
     * @param machines how many machines had given it
     * @param version the version in the log of published data that records it
     */
    public record Removed(String sha256, boolean byOperator, long machines, String version) {}
}
