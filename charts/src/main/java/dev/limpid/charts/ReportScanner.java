package dev.limpid.charts;

import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.ReportCodec;
import java.util.Arrays;

/** Adds a report's canonical bytes to a fold. */
final class ReportScanner {

    ReportScanner(ChartPlan plan, ReportTally tally) {}

    void add(ChartFold fold, byte[] bytes, int from, int to) throws MalformedReportException {
        fold.add(ReportCodec.read(Arrays.copyOfRange(bytes, from, to)));
    }
}
