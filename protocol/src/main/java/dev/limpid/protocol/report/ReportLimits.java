package dev.limpid.protocol.report;

/**
 * How large a report may be. A reader refuses larger reports before it has them in memory.
 *
 * @param bytes the most bytes of JSON
 * @param programs the most builds in one report
 * @param counts the most counters and stacks of all builds together
 * @param nameBytes the most UTF-8 bytes of one name; a stack's name includes its frames
 */
public record ReportLimits(int bytes, int programs, int counts, int nameBytes) {

    /** The most bytes of a name in a count file, and so in everything made from one. */
    public static final int NAME_BYTES = 4096;

    /** For reports from clients of golang.org/x/telemetry: 1 MiB, 1,000 builds, 20,000 counts. */
    public static final ReportLimits UPLOAD = new ReportLimits(1 << 20, 1_000, 20_000, NAME_BYTES);

    /** For a machine's own local reports, with everything that was counted: 64 MiB. */
    public static final ReportLimits LOCAL = new ReportLimits(1 << 26, 100_000, 1_000_000, NAME_BYTES);

    public ReportLimits {
        if (bytes < 1 || programs < 1 || counts < 1 || nameBytes < 1) {
            throw new IllegalArgumentException("a limit of a report is below 1, expected at least 1");
        }
    }
}
