package dev.limpid.cli.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.compare.LongTermChange;
import dev.limpid.charts.compare.LongTermChanges;
import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.command.LineWrapper;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.answer.Attribute;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chart}: shows a published chart in the terminal. */
@Command(
        name = "chart",
        description = "Show a published chart in the terminal, with intervals, splits and trends.",
        footer = {
            "",
            "Without --from the collection's own site is asked, which requires mode on.",
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME} --from https://telemetry.example.org/",
            "  ${COMMAND-FULL-NAME} commands --by os --weeks 26 --from https://telemetry.example.org/",
            "  ${COMMAND-FULL-NAME} org.example/tool/commands --json --from /var/www/telemetry"
        })
public final class ChartCommand extends HomeCommand {

    /** The width of most terminals, used if the output is not a terminal. */
    private static final int USUAL_WIDTH = 80;

    @Parameters(
            arity = "0..1",
            paramLabel = "CHART",
            description = "Its ID or title, such as org.example/tool/commands or commands; without one all are listed.")
    @Nullable
    String chart;

    @Option(
            names = "--from",
            paramLabel = "FOLDER|URL",
            description = "A collection's site, a folder with its exported site, or the folder of its server.")
    @Nullable
    String from;

    @Option(
            names = "--by",
            paramLabel = "version|runtime|os|arch",
            description = "Split only by this, with all of its values and their trends.")
    @Nullable
    String by;

    @Option(
            names = "--weeks",
            paramLabel = "N",
            description = "How many weeks the trends show; ${DEFAULT-VALUE} if not given.")
    int weeks = 12;

    @Option(
            names = "--week",
            paramLabel = "MONDAY",
            description = "Show this week; if not given, the newest one that can get no more answers.")
    @Nullable
    LocalDate week;

    @Option(names = "--json", description = "Print the chart as it is published, in a chart set of its own.")
    boolean json;

    public ChartCommand(CommandContext context) {
        super(context);
    }

    @Override
    public List<TelemetryHome> homes() throws IOException {
        if (weeks < 1) {
            throw usageError(errors().format("chart.weeks", "weeks", weeks));
        }
        if (from == null) {
            return super.homes();
        }
        show(source(from));
        return List.of();
    }

    @Override
    protected int run(TelemetryHome home, PrintWriter out) throws IOException {
        Optional<String> site = context.identity(home)
                .map(CollectionIdentity::uploadUrl)
                .filter(url -> !url.isEmpty())
                .map(url -> URI.create(url).resolve(".").toString());
        if (site.isEmpty()) {
            throw usageError(errors().format("chart.site", "collection", home.collection()));
        }
        if (!(effective(home).mode() instanceof Mode.On)) {
            throw usageError(
                    errors().format("chart.mode", "mode", effective(home).mode(), "site", site.get()));
        }
        show(source(site.get()));
        return ExitCode.OK;
    }

    private ChartSource source(String place) throws IOException {
        try {
            return ChartSource.named(place, context.environment());
        } catch (IllegalArgumentException e) {
            throw usageError(errors().format("chart.from", "place", place));
        }
    }

    private void show(ChartSource source) throws IOException {
        Optional<Attribute> attribute = attribute();
        List<ChartSource.Week> published = source.weeks();
        ChartSource.Week shown = shown(published);
        ChartSet set = source.charts(shown);
        if (chart == null) {
            list(set, shown);
            return;
        }
        ChartResult found = found(set, chart);
        attribute.ifPresent(asked -> requireSplit(found, asked));
        if (json) {
            out().print(new String(ChartSetCodec.toJson(set.only(found)), StandardCharsets.UTF_8));
            out().flush();
            return;
        }
        ChartHistory history = ChartHistory.of(source, published, shown.period().from(), found, weeks);
        if (attribute.isPresent()) {
            history.readSplits(found, attribute.get());
        }
        List<LongTermChange> changes = LongTermChanges.mostRecent(
                        shown.period().from(), monday -> charts(source, published, monday))
                .map(look -> look.of(found.title().chart()))
                .orElse(List.of());
        print(ChartText.of(found, shown, history, changes, attribute, chartWords(), glyphs(), width()));
    }

    private static Optional<ChartSet> charts(ChartSource source, List<ChartSource.Week> published, LocalDate monday)
            throws IOException {
        Optional<ChartSource.Week> found = published.stream()
                .filter(one -> one.period().from().equals(monday))
                .findFirst();
        return found.isPresent() ? Optional.of(source.charts(found.get())) : Optional.empty();
    }

    private Optional<Attribute> attribute() {
        if (by == null) {
            return Optional.empty();
        }
        Optional<Attribute> attribute = Attribute.ofWord(by);
        if (attribute.isEmpty()) {
            throw usageError(errors().format("chart.by", "by", String.valueOf(by)));
        }
        return attribute;
    }

    private void requireSplit(ChartResult found, Attribute attribute) {
        List<Attribute> asked = List.copyOf(found.title().by());
        if (asked.contains(attribute)) {
            return;
        }
        String id = found.title().chart();
        throw usageError(
                asked.isEmpty()
                        ? errors().format("chart.split.none", "chart", id, "by", attribute.word())
                        : errors().format("chart.split", "chart", id, "by", attribute.word(), "asked", names(asked)));
    }

    private static String names(List<Attribute> attributes) {
        return attributes.stream().map(Attribute::word).collect(Collectors.joining(", "));
    }

    private ChartSource.Week shown(List<ChartSource.Week> published) throws IOException {
        if (published.isEmpty()) {
            throw new IOException("no charts are published there yet");
        }
        if (week != null) {
            return published.stream()
                    .filter(one -> one.period().contains(week))
                    .findFirst()
                    .orElseThrow(() -> usageError(errors().format(
                                    "chart.week",
                                    "week",
                                    String.valueOf(week),
                                    "first",
                                    published.get(published.size() - 1).period().from(),
                                    "last",
                                    published.get(0).period().to())));
        }
        return published.stream()
                .filter(one -> !one.isProvisional())
                .findFirst()
                .orElse(published.get(0));
    }

    private ChartResult found(ChartSet set, String name) {
        ChartLookup names = new ChartLookup(set);
        List<ChartResult> found = names.find(name);
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.size() > 1) {
            String all = found.stream().map(one -> one.title().chart()).collect(Collectors.joining(", "));
            throw usageError(errors().format("chart.several", "name", name, "all", all));
        }
        List<String> nearest = names.nearest(name);
        throw usageError(
                nearest.isEmpty()
                        ? errors().format("chart.none", "name", name)
                        : errors().format("chart.near", "name", name, "nearest", String.join(", ", nearest)));
    }

    private void list(ChartSet set, ChartSource.Week shown) {
        StringBuilder text = new StringBuilder(chartWords().period(shown.period()) + "\n");
        for (ChartResult one : new ChartLookup(set).all()) {
            text.append(one.title().chart())
                    .append("  ")
                    .append(one.title().title())
                    .append('\n');
            ChartText.significantDifferences(one, chartWords())
                    .forEach(sentence -> text.append("  ").append(sentence).append("\n"));
        }
        print(glyphs().text(text.toString()));
    }

    private void print(String text) {
        PrintWriter out = LineWrapper.wrap(out(), context.columns());
        out.print(text);
        out.flush();
    }

    private ChartMessages chartWords() {
        return ChartMessages.in(outputLanguage());
    }

    private ChartGlyphs glyphs() {
        return ChartGlyphs.of(context.environment());
    }

    private int width() {
        return context.columns().get().orElse(USUAL_WIDTH);
    }
}
