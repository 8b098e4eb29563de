package dev.limpid.charts.fold;

import dev.limpid.charts.fold.CanonicalAnswerCursor.NotCanonicalException;
import dev.limpid.charts.plan.NameTable;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.plan.SplitPlan;
import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.AnswerWeek;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a published answer's canonical bytes without creating objects for their contents. It only reads what {@link
 * PublishedAnswer} writes for ordinary names and for questions that the plan knows. Anything else, well-formed or not,
 * is left to {@link PublishedAnswer#read}, so that both ways always agree. Mutable, for one thread.
 */
final class AnswerScanner {

    private static final byte[] WEEK = ascii("{\"Week\":\"");
    private static final byte[] CONFIG = ascii("\",\"Config\":\"");
    private static final byte[] CHART = ascii(",\"Chart\":\"");
    private static final byte[] BUILDS = ascii(",\"Builds\":[");
    private static final byte[] COUNTS = ascii("\"Counts\":{");
    private static final byte[] LEFT_OUT = ascii(",\"LeftOut\":");
    private static final byte[] MACHINES = ascii("],\"N\":");
    /** In the order in which answers name them. */
    private static final byte[][] ATTRIBUTES = Stream.of(Attribute.values())
            .map(attribute -> ascii("\"" + attribute.member() + "\":\""))
            .toArray(byte[][]::new);

    private static final int DATE_LENGTH = 10;

    private final QuestionPlan plan;
    private final AnswerLine line;
    private final CanonicalAnswerCursor in = new CanonicalAnswerCursor();

    private byte[] lastDate = {};
    private int lastDay;
    private int counted;

    /** The beginning of the previous line, up to its parts: sorted lines mostly begin alike. */
    private byte[] lastHead = {};

    private int lastConfig;
    private @Nullable PlannedChart lastChart;

    /** The first part of the previous line, from its brace up to its counts, and the positions of the values in it. */
    private byte[] lastAttributes = {};

    private @Nullable PlannedChart attributesOf;
    private final int[] lastSpans = new int[2 * ATTRIBUTES.length];

    private final CounterNameCache known = new CounterNameCache();

    private final int[] spans = new int[2 * ATTRIBUTES.length];
    private final int[] previousSpans = new int[2 * ATTRIBUTES.length];

    AnswerScanner(QuestionPlan plan, AnswerLine line) {
        this.plan = plan;
        this.line = line;
    }

    /**
     * Reads a line. False if it does not have the usual form; the contents of the {@link AnswerLine} are then
     * undefined.
     */
    boolean scan(byte[] json, int from, int to) {
        if (to - from > AnswerLimits.BYTES) {
            return false;
        }
        in.begin(json, from, to);
        try {
            scan();
            return true;
        } catch (NotCanonicalException notCanonicalException) {
            return false;
        }
    }

    private void scan() throws NotCanonicalException {
        PlannedChart chart = head();
        line.begin(chart, lastConfig, lastDay);
        counted = 0;
        scanPart(chart);
        while (in.peek() == ',') {
            in.skip();
            scanPart(chart);
        }
        in.expect(MACHINES);
        long machines = in.number();
        in.expect('}');
        if (!in.isAtEnd() || machines > PublishedAnswer.MOST_MACHINES) {
            throw in.notCanonical();
        }
        line.end(machines);
    }

    /** Reads what comes before the parts: the week, the configuration and the chart. */
    private PlannedChart head() throws NotCanonicalException {
        PlannedChart known = lastChart;
        if (known != null && in.startsWith(lastHead)) {
            in.take(lastHead.length);
            return known;
        }
        lastChart = null;
        int from = in.at();
        in.expect(WEEK);
        readDay();
        in.expect(CONFIG);
        in.name();
        int config = plan.configNames().find(in.bytes, in.nameFrom, in.nameTo);
        in.expect(CHART);
        in.name();
        int id = plan.chartNames().find(in.bytes, in.nameFrom, in.nameTo);
        in.expect(BUILDS);
        if (config < 0 || id < 0) {
            throw in.notCanonical();
        }
        lastHead = Arrays.copyOfRange(in.bytes, from, in.at());
        lastConfig = config;
        lastChart = plan.charts().get(id);
        return lastChart;
    }

    private void readDay() throws NotCanonicalException {
        int from = in.take(DATE_LENGTH);
        if (!Arrays.equals(lastDate, 0, lastDate.length, in.bytes, from, from + DATE_LENGTH)) {
            byte[] date = Arrays.copyOfRange(in.bytes, from, from + DATE_LENGTH);
            try {
                LocalDate week = LocalDate.parse(new String(date, StandardCharsets.US_ASCII));
                if (!AnswerWeek.isMonday(week)) {
                    throw in.notCanonical();
                }
                lastDay = (int) week.toEpochDay();
                lastDate = date;
            } catch (DateTimeParseException e) {
                throw in.notCanonical();
            }
        }
    }

    private void scanPart(PlannedChart chart) throws NotCanonicalException {
        line.beginPart();
        if (line.parts() > AnswerLimits.PARTS) {
            throw in.notCanonical();
        }
        if (line.parts() > 1) {
            scanAttributes(chart);
            if (!isAfterPrevious()) {
                throw in.notCanonical();
            }
        } else {
            firstAttributes(chart);
        }
        System.arraycopy(spans, 0, previousSpans, 0, spans.length);
        scanCounts(chart);
        if (in.peek() == ',') {
            in.expect(LEFT_OUT);
            if (in.number() > Integer.MAX_VALUE) {
                throw in.notCanonical();
            }
            line.leftOut();
        }
        in.expect('}');
    }

    /**
     * Reads the attributes of the first part. In sorted lines these rarely change, so they are looked up only when they
     * do.
     */
    private void firstAttributes(PlannedChart chart) throws NotCanonicalException {
        int from = in.at();
        if (chart == attributesOf && in.startsWith(lastAttributes)) {
            in.take(lastAttributes.length);
            move(lastSpans, spans, from);
            setValues(chart);
        } else {
            attributesOf = null;
            scanAttributes(chart);
            lastAttributes = Arrays.copyOfRange(in.bytes, from, in.at());
            move(spans, lastSpans, -from);
            attributesOf = chart;
        }
    }

    private static void move(int[] spans, int[] to, int by) {
        for (int i = 0; i < spans.length; i++) {
            to[i] = spans[i] == 0 ? 0 : spans[i] + by;
        }
    }

    /** Reads a part from its brace up to its counts. */
    private void scanAttributes(PlannedChart chart) throws NotCanonicalException {
        in.expect('{');
        for (int i = 0; i < ATTRIBUTES.length; i++) {
            spans[2 * i] = 0;
            spans[2 * i + 1] = 0;
            if (in.startsWith(ATTRIBUTES[i])) {
                in.take(ATTRIBUTES[i].length);
                in.name();
                spans[2 * i] = in.nameFrom;
                spans[2 * i + 1] = in.nameTo;
                in.expect(',');
            }
        }
        setValues(chart);
        in.expect(COUNTS);
    }

    private void setValues(PlannedChart chart) {
        for (int split = 0; split < chart.splits().size(); split++) {
            SplitPlan by = chart.splits().get(split);
            int at = 2 * by.attributeIndex();
            if (spans[at + 1] > 0) {
                line.setValue(split, by.find(in.bytes, spans[at], spans[at + 1]));
            }
        }
    }

    /**
     * Whether this part may follow the previous one: canonical answers list their parts in order, each once, all with
     * the same attributes.
     */
    private boolean isAfterPrevious() {
        int order = 0;
        for (int i = 0; i < spans.length; i += 2) {
            if ((spans[i + 1] > 0) != (previousSpans[i + 1] > 0)) {
                return false;
            }
            if (order == 0) {
                order = Arrays.compareUnsigned(
                        in.bytes, previousSpans[i], previousSpans[i + 1], in.bytes, spans[i], spans[i + 1]);
            }
        }
        return order < 0;
    }

    private void scanCounts(PlannedChart chart) throws NotCanonicalException {
        int beforeFrom = 0;
        int beforeTo = 0;
        int at = 0;
        while (in.peek() != '}') {
            if (beforeTo > 0) {
                in.expect(',');
            }
            int column = known.column(chart, at, in);
            int from = in.nameFrom;
            int to = in.nameTo;
            int prefixEnd = to;
            if (column == NameTable.UNKNOWN) {
                in.expect('"');
                prefixEnd = in.stackName();
                from = in.nameFrom;
                to = in.nameTo;
                column = chart.column(in.bytes, from, to);
                in.expect(':');
                known.put(chart, at, in, column);
            }
            at++;
            if (beforeTo > 0 && !isBefore(beforeFrom, beforeTo, from, to)) {
                throw in.notCanonical();
            }
            beforeFrom = from;
            beforeTo = to;
            long events = in.number();
            if (events > AnswerLimits.MOST_COUNT || ++counted > AnswerLimits.COUNTS) {
                throw in.notCanonical();
            }
            add(chart, column, from, prefixEnd, to, events);
        }
        in.skip();
    }

    private void add(PlannedChart chart, int column, int from, int prefixEnd, int to, long events) {
        if (column >= 0) {
            line.count(column, events);
        } else if (prefixEnd < to && chart.hasStack(in.bytes, from, prefixEnd)) {
            byte[] bytes = in.bytes;
            line.stack(() -> unescaped(bytes, from, to), events);
        }
    }

    private static String unescaped(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII).replace("\\n", "\n");
    }

    /** Whether a name sorts before another. An escaped line feed sorts before all other characters of a name. */
    private boolean isBefore(int from, int to, int otherFrom, int otherTo) {
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
