package dev.limpid.web.page.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.Quantile;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.ChartSet;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.page.stacks.StackGroupView;
import dev.limpid.web.page.stacks.StackPages;
import dev.limpid.web.plot.ChartView;
import dev.limpid.web.plot.TrendPanel;
import dev.limpid.web.template.JtechartGenerated;
import dev.limpid.web.words.ExampleText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.QuestionWords;
import dev.limpid.web.words.SiteMessages;
import dev.limpid.web.words.chart.BucketRanges;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The page of one chart in one period: its figures, its trend, its origin, and its downloads.
 *
 * @param config the version of the configuration that asked for it
 * @param view the view of the chart
 * @param choice the period among the others
 * @param facts what the configuration says about the chart: versions, rate, expiry
 * @param example an example of an answer, if the configuration is known
 * @param words the texts
 */
public record ChartPage(
        String config,
        ChartView view,
        PeriodChoice choice,
        List<Fact> facts,
        Optional<String> example,
        SiteMessages words) {
    public ChartPage {
        facts = List.copyOf(facts);
    }

    /** One fact from the configuration about the chart. */
    public record Fact(String name, String value) {}

    /** The bucket in or below which a share of the events lies. */
    public record Quantiles(Quantile quantile, List<String> names, SiteMessages words) {
        public Quantiles {
            names = List.copyOf(names);
        }

        /** The share, such as 50%. */
        public String share() {
            return Numbers.percent(quantile.q()).replace(".0%", "%");
        }

        /** The bucket for the average installation. */
        public String mean() {
            return name(quantile.mean().bucket());
        }

        /** Its interval in words; empty if it is only that bucket. */
        public String meanRange() {
            return range(quantile.mean());
        }

        /** The bucket for all events. */
        public String pooled() {
            return name(quantile.pooled().bucket());
        }

        /** Its interval in words; empty if it is only that bucket. */
        public String pooledRange() {
            return range(quantile.pooled());
        }

        private String name(int bucket) {
            return bucket < 0 || bucket >= names.size() ? words.say("range.none") : names.get(bucket);
        }

        private String range(ChartResult.BucketRange range) {
            return range.low() == range.high() || range.low() < 0 || range.high() < 0
                    ? ""
                    : words.say("quantiles.range", "low", name(range.low()), "high", name(range.high()));
        }
    }

    /** The page of a chart. */
    public static String render(
            PageContext pageContext,
            ChartSet set,
            ChartResult chart,
            PeriodChoice choice,
            List<PublishedConfig> configurations,
            Optional<ChartEmbed> along) {
        List<Fact> facts = ChartOrigin.facts(configurations, set, chart, pageContext.words());
        Optional<String> example = configurations.stream()
                .filter(version -> version.version().equals(set.config()))
                .findFirst()
                .flatMap(version -> ExampleText.of(
                        version.config(), chart.title().chart(), set.period().from()));
        ChartPage page = new ChartPage(
                set.config(),
                ChartView.of(chart, set.period().weeks(), pageContext.words()),
                choice,
                facts,
                example,
                pageContext.words());
        TrendSection trend = TrendSection.of(pageContext, chart, choice, configurations);
        return Markup.of((out, plain) -> JtechartGenerated.render(out, plain, pageContext, page, trend, along));
    }

    /** The period's name in addresses. */
    public String period() {
        return choice.shown().name();
    }

    /** The path of a download of this chart. */
    public String file(String kind) {
        return "charts/" + period() + "/" + view.chart().title().id() + "." + kind;
    }

    /** The lines of versions and how releases spread, in a chart of versions. */
    public Optional<VersionsPart> versions() {
        return VersionsPart.of(view);
    }

    /** The path of the page with all values, for a page that shows only some. */
    public String values() {
        return ValuesPage.path(period(), view.chart());
    }

    /** Where most events of a histogram lie. */
    public List<Quantiles> quantiles() {
        return view.chart() instanceof Histogram histogram
                ? histogram.quantiles().stream()
                        .map(quantile -> new Quantiles(quantile, BucketRanges.measured(histogram, words), words))
                        .toList()
                : List.of();
    }

    /** The stacks of the most common groups of a stack chart, as many as fit on a page. */
    public List<StackGroupView> stacks() {
        return view.chart() instanceof Stacks stacks
                ? StackGroupView.of(
                        stacks,
                        StackPages.first(stacks).stream()
                                .map(StackPages.Placed::stack)
                                .toList(),
                        Optional.empty())
                : List.of();
    }

    /** How many stacks the page leaves out. */
    public int furtherStacks() {
        return view.chart() instanceof Stacks stacks
                ? stacks.stacks().size() - StackPages.first(stacks).size()
                : 0;
    }

    /** Whether the newest period is shown, whose stacks have their own pages. */
    public boolean isLatest() {
        return PeriodChoice.latest(choice.all()).filter(choice.shown()::equals).isPresent();
    }

    /** The fraction of the answers with stacks that was examined. */
    public double sampled() {
        return view.chart() instanceof Stacks stacks ? stacks.sampled() : 1;
    }

    /** How many of these answers left out stacks because they had too many. */
    public long leftOut() {
        return view.chart() instanceof Stacks stacks ? stacks.leftOut() : 0;
    }

    /** What an answer contains besides its counts. */
    public String beside(SiteMessages words) {
        return QuestionWords.beside(view.chart().title().by(), words);
    }

    /** How many different stacks there were. */
    public long distinct() {
        return view.chart() instanceof Stacks stacks ? stacks.distinct() : 0;
    }

    /** The trend panels that are shown. */
    public List<TrendPanel> panels() {
        return view.panels().stream().limit(ChartView.PANELS).toList();
    }

    /** The weeks of the trend. */
    public List<LocalDate> weeks() {
        return view.chart().trend().weeks();
    }

    /** How many answers each of them has. */
    public List<Long> answers() {
        return view.chart().trend().answers();
    }

    /** Whether a discussion is an address that a page may link to. */
    public boolean isLink(String issue) {
        String lower = issue.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }
}
