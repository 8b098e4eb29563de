package dev.limpid.dist.demo.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.Period;
import dev.limpid.charts.compare.NewDifferenceDetector;
import dev.limpid.cli.UserCommands;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.counter.home.Environment;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the gallery says about the made-up collection as the demo makes it, with all its machines and weeks. */
class GalleryTest {

    private static final LocalDate LAST = LocalDate.of(2026, 10, 26);

    /** A figure as the text gives it: {@code 6.7%}, or {@code 4.6 to 9.3%}. */
    private static final Pattern FIGURE = Pattern.compile("(?:(\\d+(?:\\.\\d+)?) to )?(\\d+(?:\\.\\d+)?)%");

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

    @TempDir
    private static Path root = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static CollectionServer server;

    /** A question in the gallery. */
    record Section(String title, String text) {

        /** What is said about the chart, without the chart's text and the terminal's output. */
        String prose() {
            return text.replaceAll("(?s)```.*?```", "");
        }

        List<String> charts() {
            return matches("`charts/latest/example\\.org-kiln\\.([a-z-]+)`", text);
        }

        @Override
        public String toString() {
            return title;
        }
    }

    @BeforeAll
    static void publish() throws Exception {
        Path folder = root.resolve(SyntheticCollection.NAME);
        SyntheticCollection.publish(folder, SyntheticCollection.HOMES, SyntheticCollection.WEEKS, LAST);
        server = CollectionServer.start(
                ServerSettings.local(List.of(SyntheticCollection.settings(folder))), Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    static List<Section> sections() throws IOException {
        List<Section> sections = new ArrayList<>();
        for (String part : gallery().split("\n## ", -1)) {
            Section section = new Section(part.lines().findFirst().orElseThrow(), part);
            if (!section.charts().isEmpty()) {
                sections.add(section);
            }
        }
        return sections;
    }

    @Test
    void gallery_hasTenQuestions() throws IOException {
        assertThat(sections()).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("sections")
    void figures_areThoseOfTheChart(Section section) throws IOException {
        StringBuilder shown = new StringBuilder();
        for (String chart : section.charts()) {
            shown.append(limpid("chart", chart));
            for (String by : List.of("version", "os")) {
                if (section.text().contains("\nby: ") && section.text().matches("(?s).*\nby: [^\n]*" + by + ".*")) {
                    shown.append(limpid("chart", chart, "--by", by));
                }
            }
        }
        List<String> numbers = matches("(" + NUMBER + ")", shown.toString());
        for (String figure : figures(section.prose())) {
            BigDecimal said = new BigDecimal(figure);
            assertThat(numbers)
                    .as("%s%% in %s", figure, shown)
                    .anyMatch(number -> new BigDecimal(number)
                                    .setScale(said.scale(), RoundingMode.HALF_UP)
                                    .compareTo(said)
                            == 0);
        }
    }

    @Test
    void terminal_showsWhatTheGalleryShows() throws IOException {
        String command = "chart cache --by os --weeks 26";
        assertThat(words(gallery()))
                .contains(words("`limpid " + command + "`:\n\n```text\n" + limpid(command.split(" ", -1)) + "```\n"));
    }

    /** Sentences are as wide as the terminal, if there is one. */
    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /**
     * The founding case: whichever of the three a maintainer looks at, it names the fault, with its system and version.
     */
    @Test
    void fault_isNamedOnThePageInTheFeedAndInATerminal() throws IOException {
        Pattern named = Pattern.compile("on darwin since 1\\.14\\.1: 9\\d");
        assertThat(named.matcher(get("charts/latest/example.org-kiln.cache")).find())
                .isTrue();
        assertThat(limpid("chart", "cache")).containsPattern(named);
        assertThat(get("charts/feed.atom")).containsPattern("on darwin since 1\\.14\\.1: \\d");
    }

    /** The feed reports it within four weeks of the release, and once. */
    @Test
    void fault_isNewsSoonAfterItsRelease() throws IOException {
        PublishedFolder published = new PublishedFolder(
                root.resolve(SyntheticCollection.NAME).resolve("published"), SyntheticCollection.NAME);
        NewDifferenceDetector news = new NewDifferenceDetector(3);
        List<LocalDate> told = new ArrayList<>();
        for (LocalDate week = LAST.minusWeeks(40); !week.isAfter(LAST); week = week.plusWeeks(1)) {
            for (NewDifferenceDetector.News one :
                    news.in(published.charts(Period.week(week)).orElseThrow())) {
                if (one.chart().title().chart().endsWith("/cache")
                        && one.difference().value().equals(Optional.of("darwin"))
                        && one.difference().figure().equals("pooled")) {
                    told.add(week);
                }
            }
        }
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).isBetween(LocalDate.of(2026, 7, 20), LocalDate.of(2026, 8, 17));
    }

    private static List<String> figures(String prose) {
        List<String> figures = new ArrayList<>();
        Matcher matcher = FIGURE.matcher(prose);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                figures.add(matcher.group(1));
            }
            figures.add(matcher.group(2));
        }
        return figures;
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.groupCount() == 0 ? result.group() : result.group(1))
                .toList();
    }

    private static String gallery() throws IOException {
        return Files.readString(
                Path.of(System.getProperty("limpid.root"), "docs", "gallery.md"), StandardCharsets.UTF_8);
    }

    private static String limpid(String... arguments) {
        Environment environment = Environment.of(
                Map.of("LIMPID_DIR", root.resolve("home").toString(), "LANG", "C.UTF-8"),
                Map.of(),
                root.resolve("none").toFile());
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--from", server.url().toString()));
        StringWriter out = new StringWriter();
        int code = UserCommands.limpid(new CommandContext(environment, Optional.empty()))
                .setOut(new PrintWriter(out))
                .execute(all.toArray(String[]::new));
        assertThat(code).isZero();
        return out.toString();
    }

    private static String get(String path) throws IOException {
        try (InputStream in =
                URI.create(server.url().toString()).resolve(path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
