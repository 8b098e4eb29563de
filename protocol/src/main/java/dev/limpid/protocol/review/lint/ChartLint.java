package dev.limpid.protocol.review.lint;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.chart.ChartType;
import dev.limpid.protocol.config.ParsedChart;
import dev.limpid.protocol.release.ReleaseSource;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.protocol.sampling.SampleSize;
import dev.limpid.protocol.text.PercentText;
import dev.limpid.protocol.text.Quoted;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Checks charts as a careful reviewer would: was each one discussed, is it limited, harmless and accurate enough, and
 * does it end? Each check has its own instance, for one thread.
 */
public final class ChartLint {

    private static final int MANY_BUCKETS = 200;
    private static final int MANY_FRAMES = 64;
    private static final long SOON_DAYS = 30;
    private static final int LONG_YEARS = 2;
    private static final int SHORT_DESCRIPTION = 12;

    private final Participation participation;
    private final LocalDate today;
    private final Findings findings = new Findings();

    private ChartLint(Participation participation, LocalDate today) {
        this.participation = participation;
        this.today = today;
    }

    /** All findings, in the order of the text. */
    public static List<Finding> check(List<ParsedChart> charts, Participation participation, LocalDate today) {
        ChartLint lint = new ChartLint(participation, today);
        charts.forEach(lint::check);
        new CombinationLint(participation, lint.findings).check(charts);
        return lint.findings.sorted();
    }

    private void check(ParsedChart chart) {
        discussion(chart);
        description(chart);
        source(chart);
        buckets(chart);
        type(chart);
        accuracy(chart);
        expiry(chart);
    }

    private void discussion(ParsedChart placed) {
        if (placed.chart().issues().isEmpty()) {
            findings.error(placed, "no-discussion", "title", "has no issue, expected a link to the public discussion");
        }
        for (String issue : placed.chart().issues()) {
            if (!issue.matches("https://[^\\s/]+/\\S+")) {
                findings.error(
                        placed,
                        "no-discussion",
                        "issue",
                        "has the issue " + Quoted.of(issue) + ", expected a link such as https://example.org/issues/1");
            }
        }
    }

    private void description(ParsedChart placed) {
        if (placed.chart().description().length() < SHORT_DESCRIPTION) {
            findings.warning(
                    placed,
                    "no-reason",
                    "description",
                    "hardly explains its purpose, expected a sentence that users of the program understand");
        }
    }

    private void source(ParsedChart placed) {
        if (ReleaseSource.of(placed.chart()).isEmpty()) {
            findings.error(
                    placed,
                    "no-releases",
                    "program",
                    "does not say where to find the program's released versions, expected a module");
        }
        if (placed.chart().version().isEmpty()) {
            findings.note(placed, "all-versions", "program", "has no version: it is collected from every release");
        }
    }

    private void buckets(ParsedChart placed) {
        Chart chart = placed.chart();
        if (chart.buckets().size() > MANY_BUCKETS) {
            findings.warning(
                    placed,
                    "many-buckets",
                    "counter",
                    "has " + chart.buckets().size() + " buckets, expected at most " + MANY_BUCKETS
                            + ": the set that a machine counted is like a fingerprint, and rare"
                            + " buckets point to few people");
        }
        Set<String> said = new HashSet<>();
        for (String name : chart.collected()) {
            SuspiciousName.in(name)
                    .filter(what -> said.add(what.sentence()))
                    .ifPresent(what -> findings.add(
                            what.severity(),
                            what.code(),
                            placed,
                            name.equals(chart.over()) ? "over" : "counter",
                            "collects " + Quoted.of(name) + ", " + what.sentence()));
        }
    }

    private void type(ParsedChart placed) {
        Chart chart = placed.chart();
        if (chart.type() == ChartType.STACK) {
            if (chart.depth() == 0) {
                findings.warning(
                        placed,
                        "no-depth",
                        "type",
                        "has no depth, expected the most frames that are useful, such as 16");
            } else if (chart.depth() > MANY_FRAMES) {
                findings.warning(
                        placed, "deep", "depth", "has depth " + chart.depth() + ", expected at most " + MANY_FRAMES);
            }
            boolean java = ReleaseSource.of(chart)
                    .filter(ReleaseSource.Maven.class::isInstance)
                    .isPresent();
            if (chart.frames().isEmpty() && java) {
                findings.error(
                        placed,
                        "any-class",
                        "type",
                        "may show any class, including a user's own; expected frames with the program's packages");
            }
            if (chart.unlisted()) {
                findings.warning(
                        placed,
                        "unlisted-names",
                        "names",
                        "accepts names that are not in a list of published methods: a user's own"
                                + " class below its frames can be sent and published; expected names:"
                                + " listed, and a list for each release");
            }
            for (String prefix : chart.frames()) {
                if (java && isWide(prefix)) {
                    findings.warning(
                            placed,
                            "wide-frames",
                            "frames",
                            "shows classes below " + Quoted.of(prefix)
                                    + ", including a user's own; expected the program's packages: those of the"
                                    + " JDK are always shown");
                }
            }
        }
        if (chart.type() == ChartType.HISTOGRAM) {
            BucketOrderCheck.problem(chart.buckets())
                    .ifPresent(what -> findings.warning(placed, "no-order", "counter", what));
        }
        if (chart.type() == ChartType.RATIO && chart.counters().contains(chart.over())) {
            findings.error(
                    placed, "over-itself", "over", "is a ratio of a counter over itself, expected another counter");
        }
    }

    /** Whether people other than the program's authors commonly have packages with this prefix. */
    private static boolean isWide(String prefix) {
        return prefix.indexOf('.') == prefix.length() - 1
                || prefix.indexOf('.') < 0
                || prefix.matches("(java|javax|jdk|sun|com\\.sun)\\..*");
    }

    private void accuracy(ParsedChart placed) {
        Chart chart = placed.chart();
        Optional<Long> available = participation.of(chart.program());
        long needed = SampleSize.reportsFor(chart.error());
        if (available.isPresent() && available.get() < needed) {
            findings.warning(
                    placed,
                    "unreachable-error",
                    "error",
                    String.format(
                            Locale.ROOT,
                            "asks for an error of %s, which needs %,d answers a week; the available %,d give %s",
                            PercentText.of(chart.error()),
                            needed,
                            available.get(),
                            PercentText.of(SampleSize.errorOf(available.get()))));
        }
    }

    private void expiry(ParsedChart placed) {
        Optional<LocalDate> expires = placed.chart().expires();
        if (expires.isEmpty()) {
            findings.note(placed, "no-end", "title", "never expires");
        } else if (expires.get().isBefore(today)) {
            findings.warning(
                    placed, "expired", "expires", "expired on " + expires.get() + "; decide to renew it, or remove it");
        } else if (expires.get().isBefore(today.plusDays(SOON_DAYS))) {
            findings.note(placed, "expires-soon", "expires", "expires on " + expires.get());
        } else if (expires.get().isAfter(today.plusYears(LONG_YEARS))) {
            findings.note(placed, "late-end", "expires", "expires as late as " + expires.get());
        }
    }
}
