package dev.limpid.benchmarks.publish;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.report.Report;
import dev.limpid.server.configuration.ChartInputs;
import dev.limpid.server.publish.NetworkCounts;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.Publisher;
import dev.limpid.server.publish.PublishingRules;
import dev.limpid.server.site.PublishedFolderValues;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.ResendKey;
import dev.limpid.server.storage.local.LocalAnswerStore;
import dev.limpid.web.Page;
import dev.limpid.web.Site;
import dev.limpid.web.layout.LinkStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * From a year of weekly files to the page of a chart's year. The production publisher publishes each week's answers and keeps the sums
 * of each week. Then it publishes further weeks, alternately with those sums and after they were lost, so that all answers of half a
 * year are read again. Finally the production site makes the page, which reads the charts of several weeks.
 *
 * <pre>
 * FOLDER [machines of a week, 4000] [weeks, 53] [pairs of further weeks, 3]
 * </pre>
 */
public final class YearBenchmark {
    private static final String COLLECTION = "telemetry.example.org";
    private static final LocalDate FIRST = LocalDate.parse("2025-08-04");
    private static final PublishingRules RULES = PublishingRules.usual().with(PublishingRules.Cadence.ONCE);

    /** The answers of this many machines share an fsync or two, and fit into the queue for the disk. */
    private static final int TOGETHER = 1000;

    private final AnswerStore store;
    private final Path root;
    private final int machines;
    private final ReportGenerator generator = new ReportGenerator(42, 36, 1);
    private final CollectionConfig config = ReportGenerator.config();
    private LocalDate week = FIRST;

    private YearBenchmark(AnswerStore store, Path root, int machines) {
        this.store = store;
        this.root = root;
        this.machines = machines;
    }

    /** Runs these steps and prints a line for each. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int machines = number(arguments, 1, 4000);
        int weeks = number(arguments, 2, 53);
        try (AnswerStore store = LocalAnswerStore.open(folder.resolve("answers"))) {
            YearBenchmark year = new YearBenchmark(store, folder.resolve("published"), machines);
            year.fill(weeks);
            for (int pair = number(arguments, 3, 3); pair > 0; pair--) {
                System.out.printf("a further week, by kept sums: %.2f s%n", year.next());
                year.loseSums();
                System.out.printf("a further week, sums lost: %.2f s%n", year.next());
            }
            year.page();
        }
    }

    private static int number(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }

    private void fill(int weeks) throws IOException {
        double seconds = 0;
        for (int i = 0; i < weeks; i++) {
            seconds += next();
        }
        long answers = published().publication().weeks().stream()
                .mapToLong(one -> one.answers())
                .sum();
        System.out.printf(
                "%d weeks of %,d machines, %,d answers: published one by one in %.1f s%n",
                weeks, machines, answers, seconds);
    }

    /** Accepts and publishes a week's answers. Returns how many seconds publishing took. */
    private double next() throws IOException {
        for (int machine = 0; machine < machines; machine += TOGETHER) {
            accept(Math.min(TOGETHER, machines - machine));
        }
        Publisher publisher = new Publisher(
                published(), store, new FixedChartInputs(), (version, manifest) -> {}, RULES, NetworkCounts.NONE);
        long begun = System.nanoTime();
        publisher.publish(RULES.lastDue(week));
        double seconds = (System.nanoTime() - begun) / 1e9;
        week = week.plusWeeks(1);
        return seconds;
    }

    private PublishedFolder published() {
        return new PublishedFolder(root, COLLECTION);
    }

    private void accept(int some) {
        List<CompletableFuture<?>> stored = new ArrayList<>();
        for (int machine = 0; machine < some; machine++) {
            Report local = generator.report(week.plusDays(3));
            for (CollectionConfig.Program program : config.programs()) {
                for (Question question : program.questions()) {
                    config.answer(CollectionConfig.chart(program, question), local)
                            .ifPresent(answer -> stored.add(append(answer)));
                }
            }
        }
        stored.forEach(CompletableFuture::join);
    }

    private CompletableFuture<?> append(Answer answer) {
        return store.append(week, ResendKey.unique(), AnswerCodec.toJson(answer))
                .toCompletableFuture();
    }

    private void loseSums() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("folds"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
    }

    private void page() throws IOException {
        Period newest = Period.week(week.minusWeeks(1));
        String chart = drawn(published().charts(newest).orElseThrow());
        String path = "charts/" + newest.name() + "/" + chart + "/trend";
        long begun = System.nanoTime();
        Page page = new Site(
                        new PublishedContents(COLLECTION, new PublishedFolderValues(published())), LinkStyle.SERVED)
                .page(path)
                .orElseThrow();
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (!page.text().contains(FIRST.toString())
                || !page.text().contains(newest.from().toString())) {
            throw new IllegalStateException(path + " lacks the first week or the last, expected all of them");
        }
        System.out.printf("page of a year, %d KB: %.2f s%n", page.body().length >> 10, seconds);
    }

    /** A chart with answers. */
    private static String drawn(ChartSet set) {
        return set.programs().stream()
                .flatMap(program -> program.charts().stream())
                .filter(chart -> !chart.trend().weeks().isEmpty())
                .map(chart -> chart.title().id())
                .findFirst()
                .orElseThrow();
    }

    /** The decided charts, which never change here. */
    private static final class FixedChartInputs implements ChartInputs.Source {
        @Override
        public ChartInputs decided() {
            return ReportGenerator.decided();
        }

        @Override
        public List<String> revoked() {
            return List.of();
        }
    }
}
