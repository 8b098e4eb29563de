package dev.limpid.web.local;

import dev.limpid.charts.NaturalOrder;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.report.ProgramReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All counts of this machine, split as the site splits charts: by week, and by each attribute of which the machine had more than one
 * value. A figure is a share of the machine's own events, which is exact and has no interval.
 *
 * @param groups the counters that share a prefix, each with its tables
 */
public record LocalSplits(List<Group> groups) {

    /** The largest number of buckets with their own column, and of weeks with their own row, the newest ones. */
    private static final int COLUMNS = 8;

    private static final int WEEKS = 26;
    private static final int STRENGTHS = 10;

    public LocalSplits {
        groups = List.copyOf(groups);
    }

    /**
     * The counters of a program that share a prefix.
     *
     * @param columns their buckets, the commonest first; the counter's own name if it has none
     * @param left how many buckets have no column
     */
    public record Group(String program, String name, List<String> columns, int left, List<Table> tables) {
        public Group {
            columns = List.copyOf(columns);
            tables = List.copyOf(tables);
        }

        /** Whether there is more than one bucket, so that shares are meaningful. */
        public boolean hasShares() {
            return columns.size() + left > 1;
        }
    }

    /**
     * The counts by one attribute, or by week.
     *
     * @param by the attribute's word, or {@code week}
     */
    public record Table(String by, List<Row> rows) {
        public Table {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One value, or one week.
     *
     * @param events all events of the row, including those in buckets without a column
     */
    public record Row(String value, long events, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * One bucket of a row.
     *
     * @param share the share of the row's events
     * @param strength the strength of the background, from 0 to {@value LocalSplits#STRENGTHS}
     */
    public record Cell(long events, double share, int strength) {}

    /** A build's count of one counter in one week. */
    private record Counted(String week, ProgramReport of, String bucket, long events) {}

    /** The splits of some weeks. */
    public static LocalSplits of(Collection<LocalHome.Week> weeks) {
        Map<List<String>, List<Counted>> byGroup = new TreeMap<>(
                Comparator.comparing((List<String> one) -> one.get(0)).thenComparing(one -> one.get(1)));
        for (LocalHome.Week week : weeks) {
            for (ProgramReport program : week.counted().programs()) {
                program.counters().forEach((name, events) -> {
                    int colon = name.indexOf(':');
                    String group = colon < 0 ? name : name.substring(0, colon);
                    byGroup.computeIfAbsent(List.of(program.build().program(), group), any -> new ArrayList<>())
                            .add(new Counted(
                                    week.end().toString(),
                                    program,
                                    colon < 0 ? name : name.substring(colon + 1),
                                    events));
                });
            }
        }
        List<Group> groups = new ArrayList<>();
        byGroup.forEach((name, counted) -> groups.add(group(name.get(0), name.get(1), counted)));
        return new LocalSplits(groups);
    }

    private static Group group(String program, String name, List<Counted> counted) {
        Map<String, Long> all = counted.stream()
                .collect(Collectors.groupingBy(Counted::bucket, Collectors.summingLong(Counted::events)));
        List<String> columns = all.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(NaturalOrder.INSTANCE)))
                .limit(COLUMNS)
                .map(Map.Entry::getKey)
                .toList();
        List<Table> tables = new ArrayList<>();
        List<Row> weeks = rows(counted, columns, Counted::week);
        tables.add(new Table("week", weeks.subList(Math.max(0, weeks.size() - WEEKS), weeks.size())));
        for (Attribute attribute : Attribute.values()) {
            List<Row> rows = rows(counted, columns, one -> attribute.of(one.of().build()));
            if (rows.size() > 1) {
                tables.add(new Table(attribute.word(), rows));
            }
        }
        return new Group(program, name, columns, all.size() - columns.size(), tables);
    }

    private static List<Row> rows(List<Counted> counted, List<String> columns, Function<Counted, String> value) {
        Map<String, List<Counted>> byValue =
                counted.stream().collect(Collectors.groupingBy(value, LinkedHashMap::new, Collectors.toList()));
        double most = byValue.values().stream()
                .mapToDouble(of -> columns.size() == 1 ? sum(of) : 1)
                .max()
                .orElse(1);
        return byValue.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(NaturalOrder.INSTANCE))
                .map(one -> {
                    long events = sum(one.getValue());
                    return new Row(
                            one.getKey(),
                            events,
                            columns.stream()
                                    .map(column -> cell(one.getValue(), column, events, most))
                                    .toList());
                })
                .toList();
    }

    /** With several buckets, the background shows the share; with one bucket, the number of events compared with other rows. */
    private static Cell cell(List<Counted> row, String column, long all, double most) {
        long events =
                sum(row.stream().filter(one -> one.bucket().equals(column)).toList());
        double share = (double) events / all;
        double part = most > 1 ? events / most : share;
        return new Cell(events, share, (int) Math.ceil(STRENGTHS * part - 1e-9));
    }

    private static long sum(List<Counted> counted) {
        return counted.stream().mapToLong(Counted::events).sum();
    }
}
