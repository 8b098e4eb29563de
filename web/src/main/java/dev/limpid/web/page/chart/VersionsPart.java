package dev.limpid.web.page.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Partition;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.NaturalOrder;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.plot.ChartRow;
import dev.limpid.web.plot.ChartView;
import dev.limpid.web.plot.ReleaseSpread;
import dev.limpid.web.plot.VersionLine;
import dev.limpid.web.words.MinorVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a chart of a program's versions shows besides its bars: lines of versions, how many do not run the newest, and how fast releases
 * spread.
 *
 * @param newest the newest release that enough answers name
 * @param lines the newest lines, whose versions have bars
 * @param older the older lines, whose versions are only listed
 * @param spreads how the newest releases spread
 */
public record VersionsPart(
        Optional<ChartRow> newest, List<VersionLine> lines, List<VersionLine> older, List<ReleaseSpread> spreads) {
    /** The largest number of rows with bars. */
    private static final int BARS = 60;
    /** The largest number of lines that can be expanded separately. */
    private static final int LINES = 40;
    /** How many lines are expanded from the start. */
    private static final int OPEN = 1;
    /** The share of answers that must name the newest release: a version that only a single machine names must not set the standard. */
    private static final double LEAST = 0.01;
    /** The weeks since the first that the table shows. */
    private static final List<Integer> WEEKS = List.of(0, 1, 2, 3, 4, 6, 8, 12, 16, 20, 26, 39, 52, 78, 103);

    public VersionsPart {
        lines = List.copyOf(lines);
        older = List.copyOf(older);
        spreads = List.copyOf(spreads);
    }

    /** The part for a chart, if it is a chart of versions and has answers. */
    public static Optional<VersionsPart> of(ChartView view) {
        ChartResult chart = view.chart();
        boolean ofVersions =
                chart instanceof Partition && chart.title().counter().equals(Attribute.VERSION.counter());
        if (!ofVersions || view.isEmpty()) {
            return Optional.empty();
        }
        List<VersionLine> all = VersionLine.of(view.rows());
        List<VersionLine> lines = new ArrayList<>();
        int rows = 0;
        for (VersionLine line : all) {
            rows += line.rows().size();
            if (rows > BARS || lines.size() == LINES) {
                break;
            }
            lines.add(line);
        }
        return Optional.of(new VersionsPart(
                newest(view), lines, all.subList(lines.size(), all.size()), ReleaseSpread.of(chart.trend())));
    }

    /** The highest release that enough answers name. */
    private static Optional<ChartRow> newest(ChartView view) {
        double least = Math.max(1, view.chart().answers() * LEAST);
        return view.rows().stream()
                .filter(row -> MinorVersion.isRelease(row.name()) && row.answers() >= least)
                .max(Comparator.comparing(ChartRow::name, NaturalOrder.INSTANCE));
    }

    /** The share of installations that did not run the newest release. */
    public Optional<Estimate> notOnNewest() {
        return newest.map(ChartRow::share)
                .map(share -> share.hasInterval()
                        ? new Estimate(1 - share.value(), 1 - share.high(), 1 - share.low())
                        : Estimate.withoutInterval(1 - share.value()));
    }

    /** Whether a line is expanded from the start: those that most installations may run. */
    public boolean isOpen(VersionLine line) {
        return lines.stream()
                .sorted(Comparator.comparingDouble(one -> -one.atMost()))
                .limit(OPEN)
                .anyMatch(line::equals);
    }

    /** How many versions the older lines have. */
    public int olderVersions() {
        return older.stream().mapToInt(line -> line.rows().size()).sum();
    }

    /** The top of the common scale of the spreads. */
    public String top() {
        return ReleaseSpread.scaleOf(spreads).topPercent();
    }

    /** The width of each drawing in weeks. */
    public int width() {
        return Math.max(1, longest());
    }

    /** The weeks since the first for which the table has a column. */
    public List<Integer> weeks() {
        return WEEKS.stream().filter(week -> week <= longest()).toList();
    }

    private int longest() {
        return spreads.stream().mapToInt(one -> one.points().size() - 1).max().orElse(0);
    }
}
