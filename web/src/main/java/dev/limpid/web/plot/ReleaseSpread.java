package dev.limpid.web.plot;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.NaturalOrder;
import dev.limpid.charts.Trend;
import dev.limpid.web.words.IntervalText;
import dev.limpid.web.words.MinorVersion;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteMessages;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * How a release spread: its share by weeks since the first week in which certainly one machine in a thousand ran it. A single earlier
 * answer, for example from somebody who built it from source, does not count as its beginning. Drawn in a box of 1000 by 1000 whose
 * width is the same number of weeks for all releases that are compared.
 *
 * @param version the release
 * @param first the Monday of that first week
 * @param points its share by weeks since then; empty if a week is not known
 * @param line the path of the line, broken where a week is missing
 * @param band the path of the intervals around it
 */
public record ReleaseSpread(
        String version, LocalDate first, List<Optional<Estimate>> points, String line, String band) {
    /** The largest number of releases that are compared. */
    private static final int RELEASES = 6;
    /** The share that a release must have reached in some week: a release that a single machine reports is not compared. */
    private static final double LEAST = 0.01;

    /** The share that certainly ran a release in its first week. */
    private static final double BEGUN = 0.001;

    private static final double BOX = 1000;

    public ReleaseSpread {
        points = List.copyOf(points);
    }

    /** The newest releases whose first week is known: the week before it has answers, but does not have the release. */
    public static List<ReleaseSpread> of(Trend trend) {
        if (trend.weeks().size() < 2) {
            return List.of();
        }
        List<Trend.Series> chosen = trend.series().stream()
                .filter(series ->
                        MinorVersion.isRelease(series.name()) && beginIsKnown(series, trend.weeks()) && reached(series))
                .sorted(Comparator.comparing(Trend.Series::name, NaturalOrder.INSTANCE.reversed()))
                .limit(RELEASES)
                .toList();
        LocalDate last = trend.weeks().get(trend.weeks().size() - 1);
        int longest = chosen.stream()
                .mapToInt(series -> weeks(trend.weeks().get(firstSeen(series)), last))
                .max()
                .orElse(1);
        Scale scale = scale(chosen);
        return chosen.stream()
                .map(series -> of(series, trend.weeks(), Math.max(1, longest), scale))
                .toList();
    }

    /** The common scale of all of them. */
    public static Scale scale(Collection<Trend.Series> all) {
        return Scale.forShares(all.stream()
                .flatMap(series -> series.points().stream())
                .map(IntervalText::top)
                .toList());
    }

    /** The scale of spreads that were made together. */
    public static Scale scaleOf(Collection<ReleaseSpread> all) {
        return Scale.forShares(all.stream()
                .flatMap(one -> one.points().stream())
                .flatMap(Optional::stream)
                .map(IntervalText::top)
                .toList());
    }

    /** After how many weeks the release may first have reached a share; empty if it certainly has not. */
    public OptionalInt mayReach(double share) {
        return first(point -> point.high() >= share);
    }

    /** After how many weeks the release had certainly reached a share. */
    public OptionalInt surelyReaches(double share) {
        return first(point -> point.low() >= share);
    }

    /** Skips weeks that can still get answers, which have no interval. */
    private OptionalInt first(Predicate<Estimate> that) {
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).filter(Estimate::hasInterval).filter(that).isPresent()) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** From {@link #mayReach} to {@link #surelyReaches}, in words. */
    public String weeksTo(double share, SiteMessages words) {
        OptionalInt from = mayReach(share);
        OptionalInt to = surelyReaches(share);
        if (from.isEmpty()) {
            return words.say("spread.not.yet");
        }
        if (to.isEmpty()) {
            return words.say("spread.perhaps");
        }
        if (from.getAsInt() < to.getAsInt()) {
            return words.countSentence("spread.between", to.getAsInt(), "first", from.getAsInt());
        }
        return to.getAsInt() == 0 ? words.say("spread.at.once") : words.countSentence("spread.after", to.getAsInt());
    }

    /** The newest known week's figure. */
    public Estimate now() {
        return points.get(points.size() - 1).orElseThrow();
    }

    /** The share this many weeks after the first, if that week is known. */
    public Optional<Estimate> at(int week) {
        return week < points.size() ? points.get(week) : Optional.empty();
    }

    /** The text alternative of the drawing. */
    public String summary(SiteMessages words) {
        return words.countSentence(
                "spread.summary",
                points.size() - 1L,
                "version",
                version,
                "then",
                IntervalText.beside(points.get(0).orElseThrow(), words),
                "now",
                IntervalText.beside(now(), words));
    }

    private static int firstSeen(Trend.Series series) {
        for (int i = 0; i < series.points().size(); i++) {
            Estimate point = series.points().get(i);
            if (point.value() > BEGUN && (!point.hasInterval() || point.low() > BEGUN)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean beginIsKnown(Trend.Series series, List<LocalDate> weeks) {
        int begin = firstSeen(series);
        return begin > 0
                && weeks(weeks.get(begin - 1), weeks.get(begin)) == 1
                && !series.points().get(begin - 1).isUnknown();
    }

    private static boolean reached(Trend.Series series) {
        return series.points().stream().anyMatch(point -> point.value() >= LEAST);
    }

    private static int weeks(LocalDate from, LocalDate to) {
        return (int) ChronoUnit.WEEKS.between(from, to);
    }

    private static ReleaseSpread of(Trend.Series series, List<LocalDate> weeks, int longest, Scale scale) {
        int begin = firstSeen(series);
        LocalDate first = weeks.get(begin);
        List<Optional<Estimate>> points = new ArrayList<>();
        for (int i = begin; i < weeks.size(); i++) {
            int since = weeks(first, weeks.get(i));
            while (points.size() < since) {
                points.add(Optional.empty());
            }
            points.add(Optional.of(series.points().get(i)));
        }
        return new ReleaseSpread(
                series.name(), first, points, line(points, longest, scale), band(points, longest, scale));
    }

    private static String line(List<Optional<Estimate>> points, int longest, Scale scale) {
        StringBuilder path = new StringBuilder();
        boolean follows = false;
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).isPresent()) {
                path.append(follows ? 'L' : 'M')
                        .append(place(i, longest, points.get(i).get().value(), scale));
            }
            follows = points.get(i).isPresent();
        }
        return path.toString();
    }

    private static String band(List<Optional<Estimate>> points, int longest, Scale scale) {
        StringBuilder path = new StringBuilder();
        for (int i = 1; i < points.size(); i++) {
            Optional<Estimate> one = points.get(i - 1).filter(Estimate::hasInterval);
            Optional<Estimate> next = points.get(i).filter(Estimate::hasInterval);
            if (one.isPresent() && next.isPresent()) {
                path.append('M')
                        .append(place(i - 1, longest, one.get().high(), scale))
                        .append('L')
                        .append(place(i, longest, next.get().high(), scale))
                        .append('L')
                        .append(place(i, longest, next.get().low(), scale))
                        .append('L')
                        .append(place(i - 1, longest, one.get().low(), scale))
                        .append('Z');
            }
        }
        return path.toString();
    }

    private static String place(int week, int longest, double figure, Scale scale) {
        return Numbers.coordinate(BOX * week / longest) + " " + Numbers.coordinate(BOX * (1 - scale.fraction(figure)));
    }
}
