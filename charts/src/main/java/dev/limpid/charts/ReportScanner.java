package dev.limpid.charts;

import dev.limpid.charts.CanonicalBytes.Unusual;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.ReportCodec;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Adds a report's canonical bytes to a fold without making objects of what they hold. Only what {@link ReportCodec}
 * writes for ordinary names is read here; anything else, well-formed or not, is left to {@link ReportCodec#read}, so
 * that both ways always agree. Mutable, for one thread.
 */
final class ReportScanner {

    private static final byte[] WEEK = ascii("{\"Week\":\"");
    private static final byte[] X = ascii("\",\"X\":");
    private static final byte[] CONFIG = ascii(",\"Config\":\"");
    private static final byte[] PROGRAMS = ascii(",\"Programs\":[");
    private static final byte[][] BUILD = {
        ascii("{\"Program\":\""),
        ascii(",\"Version\":\""),
        ascii(",\"Runtime\":\""),
        ascii(",\"OS\":\""),
        ascii(",\"Arch\":\"")
    };
    private static final byte[] COUNTERS = ascii(",\"Counters\":{");
    private static final byte[] STACKS = ascii(",\"Stacks\":{");

    private static final int DATE_LENGTH = 10;

    private final ChartPlan plan;
    private final ReportTally tally;
    private final CanonicalBytes in = new CanonicalBytes();
    private final ScannedReport report = new ScannedReport();

    private byte[] lastDate = {};
    private int lastDay;
    private byte[] lastConfigName = {};
    private int lastConfig = Names.UNKNOWN;

    private final int[] spans = new int[2 * BUILD.length];
    private final int[] previousSpans = new int[2 * BUILD.length];

    ReportScanner(ChartPlan plan, ReportTally tally) {
        this.plan = plan;
        this.tally = tally;
    }

    void add(ChartFold fold, byte[] json, int from, int to) throws MalformedReportException {
        in.begin(json, from, to);
        try {
            scan();
        } catch (Unusual unusual) {
            fold.add(ReportCodec.read(Arrays.copyOfRange(json, from, to)));
        }
    }

    private void scan() throws Unusual {
        report.clear();
        in.expect(WEEK);
        int day = day();
        in.expect(X);
        double x = in.fraction();
        in.expect(CONFIG);
        int config = config();
        in.expect(PROGRAMS);
        if (in.peek() != ']') {
            scanBuild();
            while (in.peek() == ',') {
                in.skip();
                scanBuild();
            }
        }
        in.expect(']');
        in.expect('}');
        if (!in.isAtEnd()) {
            throw in.unusual();
        }
        tally.begin(day, config, x);
        report.countInto(tally, in.bytes);
        tally.end();
    }

    private int day() throws Unusual {
        int from = in.take(DATE_LENGTH);
        if (!Arrays.equals(lastDate, 0, lastDate.length, in.bytes, from, from + DATE_LENGTH)) {
            byte[] date = Arrays.copyOfRange(in.bytes, from, from + DATE_LENGTH);
            try {
                lastDay = (int) LocalDate.parse(new String(date, StandardCharsets.US_ASCII))
                        .toEpochDay();
                lastDate = date;
            } catch (DateTimeParseException e) {
                throw in.unusual();
            }
        }
        return lastDay;
    }

    private int config() throws Unusual {
        in.name();
        if (!Arrays.equals(lastConfigName, 0, lastConfigName.length, in.bytes, in.nameFrom, in.nameTo)) {
            lastConfigName = Arrays.copyOfRange(in.bytes, in.nameFrom, in.nameTo);
            lastConfig = plan.configNames().find(in.bytes, in.nameFrom, in.nameTo);
        }
        if (lastConfig == Names.UNKNOWN) {
            throw in.unusual();
        }
        return lastConfig;
    }

    private void scanBuild() throws Unusual {
        report.beginBuild();
        ProgramPlan program = null;
        for (int i = 0; i < BUILD.length; i++) {
            in.expect(BUILD[i]);
            in.name();
            spans[2 * i] = in.nameFrom;
            spans[2 * i + 1] = in.nameTo;
            if (i == 0) {
                int id = plan.programNames().find(in.bytes, in.nameFrom, in.nameTo);
                program = id == Names.UNKNOWN ? null : plan.programs().get(id);
            } else if (program != null) {
                report.addValue(i - 1, program.platformValues[i - 1].find(in.bytes, in.nameFrom, in.nameTo));
            }
        }
        if (report.builds() > 0 && !isAfterPrevious()) {
            throw in.unusual();
        }
        System.arraycopy(spans, 0, previousSpans, 0, spans.length);
        in.expect(COUNTERS);
        scanCounts(program);
        in.expect(STACKS);
        scanStacks(program);
        in.expect('}');
        report.endBuild(program);
    }

    /** Canonical reports list builds in order, each once. */
    private boolean isAfterPrevious() {
        for (int i = 0; i < spans.length; i += 2) {
            int order = Arrays.compareUnsigned(
                    in.bytes, previousSpans[i], previousSpans[i + 1], in.bytes, spans[i], spans[i + 1]);
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private void scanCounts(@Nullable ProgramPlan program) throws Unusual {
        int beforeFrom = 0;
        int beforeTo = 0;
        while (in.peek() != '}') {
            if (beforeTo > 0) {
                in.expect(',');
            }
            in.expect('"');
            in.name();
            int from = in.nameFrom;
            int to = in.nameTo;
            if (beforeTo > 0 && Arrays.compareUnsigned(in.bytes, beforeFrom, beforeTo, in.bytes, from, to) >= 0) {
                throw in.unusual();
            }
            beforeFrom = from;
            beforeTo = to;
            int id = program == null ? Names.UNKNOWN : program.counters.find(in.bytes, from, to);
            in.expect(':');
            long events = in.number();
            if (id != Names.UNKNOWN) {
                report.addCount(id, events);
            }
        }
        in.skip();
    }

    private void scanStacks(@Nullable ProgramPlan program) throws Unusual {
        int beforeFrom = 0;
        int beforeTo = 0;
        while (in.peek() != '}') {
            if (beforeTo > 0) {
                in.expect(',');
            }
            in.expect('"');
            int prefixEnd = in.stackName();
            int from = in.nameFrom;
            int to = in.nameTo;
            if (beforeTo > 0 && !isStackBefore(beforeFrom, beforeTo, from, to)) {
                throw in.unusual();
            }
            beforeFrom = from;
            beforeTo = to;
            int id = program == null ? Names.UNKNOWN : program.stacks.find(in.bytes, from, prefixEnd);
            in.expect(':');
            long events = in.number();
            if (id != Names.UNKNOWN && program != null) {
                report.addStack(program.stackCharts[id], from, to, events);
            }
        }
        in.skip();
    }

    /** Whether a stack's name comes before another's, a line feed being smaller than what may stand in its place. */
    private boolean isStackBefore(int from, int to, int otherFrom, int otherTo) {
        byte[] bytes = in.bytes;
        int same = Arrays.mismatch(bytes, from, to, bytes, otherFrom, otherTo);
        if (same < 0 || from + same == to || otherFrom + same == otherTo) {
            return to - from < otherTo - otherFrom;
        }
        byte one = bytes[from + same];
        byte other = bytes[otherFrom + same];
        return (one == '\\' ? '\n' : one) < (other == '\\' ? '\n' : other);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
