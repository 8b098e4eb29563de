package dev.limpid.charts;

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
 * that both ways always agree: a report is first recorded as numbers, and counted only once all of it was understood.
 * Mutable, for one thread.
 */
final class ReportScanner {

    private static final byte[] WEEK = ascii("{\"Week\":\"");
    private static final byte[] X = ascii("\"X\":");
    private static final byte[] CONFIG = ascii("\"Config\":\"");
    private static final byte[] PROGRAMS = ascii("\"Programs\":[");
    private static final byte[][] BUILD = {
        ascii("{\"Program\":\""),
        ascii(",\"Version\":\""),
        ascii(",\"Runtime\":\""),
        ascii(",\"OS\":\""),
        ascii(",\"Arch\":\"")
    };
    private static final byte[] COUNTERS = ascii(",\"Counters\":{");
    private static final byte[] STACKS = ascii(",\"Stacks\":{");

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    private static final int DATE_LENGTH = 10;
    private static final int MOST_DIGITS = 18;

    /** Longer names are refused by the reader; they never come here from a canonical report. */
    private static final int MOST_NAME = 4096;

    /** Made once: it says nothing about where, and unusual reports may be many. */
    private final ScanStopped stopped = new ScanStopped();

    private final ChartPlan plan;
    private final ReportTally tally;

    private byte[] bytes = {};
    private int at;
    private int end;
    private int nameFrom;
    private int nameTo;

    private byte[] lastDate = {};
    private int lastDay;
    private byte[] lastConfigName = {};
    private int lastConfig = Names.UNKNOWN;

    private final int[] spans = new int[2 * BUILD.length];
    private final int[] previousSpans = new int[2 * BUILD.length];

    // What was understood: builds, each with its counts; counts as pairs of an id and a number.
    private int builds;
    private @Nullable ProgramPlan[] programs = new ProgramPlan[8];
    private int[] values = new int[8 * BUILD.length];
    private int[] countEnds = new int[8];
    private int[] stackEnds = new int[8];
    private int counts;
    private int[] countIds = new int[256];
    private long[] countEvents = new long[256];
    private int stacks;
    private int[] stackCharts = new int[16];
    private int[] stackFrom = new int[16];
    private int[] stackTo = new int[16];
    private long[] stackEvents = new long[16];

    ReportScanner(ChartPlan plan, ReportTally tally) {
        this.plan = plan;
        this.tally = tally;
    }

    /** What is read here ends before the report does: the bytes are not of the form this class knows. */
    private static final class ScanStopped extends Exception {
        private static final long serialVersionUID = 1L;

        private ScanStopped() {
            super("not the usual form", null, false, false);
        }
    }

    void add(ChartFold fold, byte[] json, int from, int to) throws MalformedReportException {
        bytes = json;
        at = from;
        end = to;
        try {
            scan();
        } catch (ScanStopped unusual) {
            fold.add(ReportCodec.read(Arrays.copyOfRange(json, from, to)));
        }
    }

    private void scan() throws ScanStopped {
        builds = 0;
        counts = 0;
        stacks = 0;
        expect(WEEK);
        int day = day();
        expect('"');
        expect(',');
        expect(X);
        double x = x();
        expect(',');
        expect(CONFIG);
        int config = config();
        expect(',');
        expect(PROGRAMS);
        if (peek() != ']') {
            scanBuild();
            while (peek() == ',') {
                at++;
                scanBuild();
            }
        }
        expect(']');
        expect('}');
        if (at != end) {
            throw stopped;
        }
        count(day, config, x);
    }

    private int day() throws ScanStopped {
        if (end - at < DATE_LENGTH) {
            throw stopped;
        }
        if (!Arrays.equals(lastDate, 0, lastDate.length, bytes, at, at + DATE_LENGTH)) {
            byte[] date = Arrays.copyOfRange(bytes, at, at + DATE_LENGTH);
            try {
                lastDay = (int) LocalDate.parse(new String(date, StandardCharsets.US_ASCII))
                        .toEpochDay();
                lastDate = date;
            } catch (DateTimeParseException e) {
                throw stopped;
            }
        }
        at += DATE_LENGTH;
        return lastDay;
    }

    /** A number such as 0.25; others are not common enough to be worth more code. */
    private double x() throws ScanStopped {
        int from = at;
        expect('0');
        if (peek() == '.') {
            at++;
            int digits = at;
            while (peek() >= '0' && peek() <= '9') {
                at++;
            }
            if (at == digits) {
                throw stopped;
            }
        }
        return Double.parseDouble(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
    }

    private int config() throws ScanStopped {
        name();
        if (!Arrays.equals(lastConfigName, 0, lastConfigName.length, bytes, nameFrom, nameTo)) {
            lastConfigName = Arrays.copyOfRange(bytes, nameFrom, nameTo);
            lastConfig = plan.configNames().find(bytes, nameFrom, nameTo);
        }
        if (lastConfig == Names.UNKNOWN) {
            throw stopped;
        }
        return lastConfig;
    }

    private void scanBuild() throws ScanStopped {
        grow();
        ProgramPlan program = null;
        int values = builds * BUILD.length;
        for (int i = 0; i < BUILD.length; i++) {
            expect(BUILD[i]);
            name();
            spans[2 * i] = nameFrom;
            spans[2 * i + 1] = nameTo;
            if (i == 0) {
                int id = plan.programNames().find(bytes, nameFrom, nameTo);
                program = id == Names.UNKNOWN ? null : plan.programs().get(id);
            } else if (program != null) {
                this.values[values + i] = program.platformValues[i - 1].find(bytes, nameFrom, nameTo);
            }
        }
        if (builds > 0 && !isAfterPrevious()) {
            throw stopped;
        }
        System.arraycopy(spans, 0, previousSpans, 0, spans.length);
        programs[builds] = program;
        expect(COUNTERS);
        scanCounts(program);
        expect(STACKS);
        scanStacks(program);
        expect('}');
        countEnds[builds] = counts;
        stackEnds[builds] = stacks;
        builds++;
    }

    /** Canonical reports list builds in order, each once. */
    private boolean isAfterPrevious() {
        for (int i = 0; i < spans.length; i += 2) {
            int order = Arrays.compareUnsigned(
                    bytes, previousSpans[i], previousSpans[i + 1], bytes, spans[i], spans[i + 1]);
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private void scanCounts(@Nullable ProgramPlan program) throws ScanStopped {
        int beforeFrom = 0;
        int beforeTo = 0;
        while (peek() != '}') {
            if (beforeTo > 0) {
                expect(',');
            }
            expect('"');
            name();
            int from = nameFrom;
            int to = nameTo;
            if (beforeTo > 0 && Arrays.compareUnsigned(bytes, beforeFrom, beforeTo, bytes, from, to) >= 0) {
                throw stopped;
            }
            beforeFrom = from;
            beforeTo = to;
            int id = program == null ? Names.UNKNOWN : program.counters.find(bytes, from, to);
            expect(':');
            long events = number();
            if (id != Names.UNKNOWN) {
                if (counts == countIds.length) {
                    countIds = Arrays.copyOf(countIds, 2 * counts);
                    countEvents = Arrays.copyOf(countEvents, 2 * counts);
                }
                countIds[counts] = id;
                countEvents[counts] = events;
                counts++;
            }
        }
        at++;
    }

    private void scanStacks(@Nullable ProgramPlan program) throws ScanStopped {
        int beforeFrom = 0;
        int beforeTo = 0;
        while (peek() != '}') {
            if (beforeTo > 0) {
                expect(',');
            }
            expect('"');
            int id = stackName(program);
            int from = nameFrom;
            int to = nameTo;
            if (beforeTo > 0 && !isStackBefore(beforeFrom, beforeTo, from, to)) {
                throw stopped;
            }
            beforeFrom = from;
            beforeTo = to;
            expect(':');
            long events = number();
            if (id != Names.UNKNOWN && program != null) {
                addStack(program.stackCharts[id], from, to, events);
            }
        }
        at++;
    }

    /** Whether a stack's name comes before another's, a line feed being smaller than what may stand in its place. */
    private boolean isStackBefore(int from, int to, int otherFrom, int otherTo) {
        int same = Arrays.mismatch(bytes, from, to, bytes, otherFrom, otherTo);
        if (same < 0 || from + same == to || otherFrom + same == otherTo) {
            return to - from < otherTo - otherFrom;
        }
        byte one = bytes[from + same];
        byte other = bytes[otherFrom + same];
        return (one == '\\' ? '\n' : one) < (other == '\\' ? '\n' : other);
    }

    private void addStack(int chart, int from, int to, long events) {
        if (stacks == stackCharts.length) {
            stackCharts = Arrays.copyOf(stackCharts, 2 * stacks);
            stackFrom = Arrays.copyOf(stackFrom, 2 * stacks);
            stackTo = Arrays.copyOf(stackTo, 2 * stacks);
            stackEvents = Arrays.copyOf(stackEvents, 2 * stacks);
        }
        stackCharts[stacks] = chart;
        stackFrom[stacks] = from;
        stackTo[stacks] = to;
        stackEvents[stacks] = events;
        stacks++;
    }

    /** Reads a name up to its closing quote: plain ASCII without escapes. */
    private void name() throws ScanStopped {
        int i = special(at);
        if (i >= end || bytes[i] != '"' || i - at > MOST_NAME) {
            throw stopped;
        }
        nameFrom = at;
        nameTo = i;
        at = i + 1;
    }

    /**
     * Where the next quote, backslash, control character or byte outside of ASCII is, looking at eight bytes at once. A
     * byte b is below n where {@code b - n} borrows from above and b's high bit was not set; equal bytes are those below
     * 1 after exclusive or. Borrowing spoils only bytes after the first one found.
     */
    private int special(int from) {
        int i = from;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long eight = (long) Names.EIGHT.get(bytes, i);
            long quote = eight ^ QUOTES;
            long backslash = eight ^ BACKSLASHES;
            long found = (((quote - ONES) & ~quote)
                            | ((backslash - ONES) & ~backslash)
                            | ((eight - SPACES) & ~eight)
                            | eight)
                    & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /** Reads a stack's name, whose line feeds are escaped, up to its closing quote; finds its prefix. */
    private int stackName(@Nullable ProgramPlan program) throws ScanStopped {
        int prefixEnd = special(at);
        int id = program == null ? Names.UNKNOWN : program.stacks.find(bytes, at, prefixEnd);
        int i = prefixEnd;
        while (i + 1 < end && bytes[i] == '\\' && bytes[i + 1] == 'n') {
            i = special(i + 2);
        }
        if (i >= end || bytes[i] != '"' || i - at > MOST_NAME) {
            throw stopped;
        }
        nameFrom = at;
        nameTo = i;
        at = i + 1;
        return id;
    }

    private long number() throws ScanStopped {
        int from = at;
        long number = 0;
        int digit = peek() - '0';
        if (digit < 1 || digit > 9) {
            throw stopped;
        }
        while (digit >= 0 && digit <= 9) {
            number = 10 * number + digit;
            at++;
            digit = peek() - '0';
        }
        if (at - from > MOST_DIGITS) {
            throw stopped;
        }
        return number;
    }

    private void count(int day, int config, double x) {
        tally.begin(day, config, x);
        int count = 0;
        int stack = 0;
        for (int build = 0; build < builds; build++) {
            ProgramPlan program = programs[build];
            int value = build * BUILD.length;
            if (program != null
                    && tally.build(
                            program, values[value + 1], values[value + 2], values[value + 3], values[value + 4])) {
                for (int i = count; i < countEnds[build]; i++) {
                    for (int input : program.counterInputs[countIds[i]]) {
                        tally.count(input, countEvents[i]);
                    }
                }
                for (int i = stack; i < stackEnds[build]; i++) {
                    countStack(program, i);
                }
            }
            count = countEnds[build];
            stack = stackEnds[build];
        }
        tally.end();
    }

    private void countStack(ProgramPlan program, int i) {
        int chart = stackCharts[i];
        tally.count(program.charts.get(chart).inputs(), stackEvents[i]);
        if (tally.wantsStack(program, chart)) {
            String escaped = new String(bytes, stackFrom[i], stackTo[i] - stackFrom[i], StandardCharsets.US_ASCII);
            tally.stack(program, chart, escaped.replace("\\n", "\n"), stackEvents[i]);
        }
    }

    private void grow() {
        if (builds == programs.length) {
            programs = Arrays.copyOf(programs, 2 * builds);
            values = Arrays.copyOf(values, 2 * values.length);
            countEnds = Arrays.copyOf(countEnds, 2 * builds);
            stackEnds = Arrays.copyOf(stackEnds, 2 * builds);
        }
    }

    private byte peek() throws ScanStopped {
        if (at >= end) {
            throw stopped;
        }
        return bytes[at];
    }

    private void expect(char one) throws ScanStopped {
        if (peek() != one) {
            throw stopped;
        }
        at++;
    }

    private void expect(byte[] text) throws ScanStopped {
        if (end - at < text.length || !Arrays.equals(text, 0, text.length, bytes, at, at + text.length)) {
            throw stopped;
        }
        at += text.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
