package dev.limpid.protocol.report;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reports as JSON, in the form of {@code spec/report.md}. Writing is canonical: a report has the same bytes on every
 * machine. The reader accepts our member names and those of golang.org/x/telemetry, and no others.
 */
public final class ReportCodec {

    private ReportCodec() {}

    /** The canonical form, by which two reports can be compared. No white space; builds and names in order. */
    public static byte[] toJson(Report report) {
        return ReportWriter.write(report, false);
    }

    /** The same on many lines, for people and for local files. */
    public static byte[] toPrettyJson(Report report) {
        return ReportWriter.write(report, true);
    }

    /**
     * Reads a report of any origin, within {@link ReportLimits#LOCAL}.
     *
     * @throws MalformedReportException if it is not a report; the message says where and what was expected
     */
    public static Report read(byte[] json) throws MalformedReportException {
        return read(json, ReportLimits.LOCAL);
    }

    /**
     * Reads a report within limits.
     *
     * @throws MalformedReportException if it is not a report or beyond the limits
     */
    public static Report read(byte[] json, ReportLimits limits) throws MalformedReportException {
        if (json.length > limits.bytes()) {
            throw new MalformedReportException(
                    "the report has " + json.length + " bytes, expected at most " + limits.bytes());
        }
        return new ReportReader(limits).read(json);
    }

    /**
     * Reads a report from a stream, no further than the limit on its size.
     *
     * @throws MalformedReportException if it is not a report or beyond the limits
     * @throws IOException if the stream cannot be read
     */
    public static Report read(InputStream in, ReportLimits limits) throws MalformedReportException, IOException {
        byte[] json = in.readNBytes(limits.bytes() + 1);
        if (json.length > limits.bytes()) {
            throw new MalformedReportException(
                    "the report has more than " + limits.bytes() + " bytes, expected at most that many");
        }
        return read(json, limits);
    }
}
