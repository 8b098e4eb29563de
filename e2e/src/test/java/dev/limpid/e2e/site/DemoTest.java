package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.limpid.dist.Main;
import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testkit.TemporaryFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code limpid demo} as a newcomer runs it, and its chart in a browser: the numbers on the page are those that this test
 * adds up from the homes' local reports, which it reads with its own code.
 */
class DemoTest {

    private static final int HOMES = 12;
    private static final int WEEKS = 2;

    @Test
    void demo_checksItselfAndLeavesNothingBehind() throws Exception {
        try (TemporaryFolder temporary = TemporaryFolder.make()) {
            ProgramRunner.Result demo = ProgramRunner.of(Main.class)
                    .jvm("-Djava.io.tmpdir=" + temporary.path())
                    .run("demo", "--exit", "--homes", "6", "--weeks", "1", "--made-up", "0");
            assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
            assertThat(demo.out()).contains("configuration", "v1.0.0", "2 did not", "checked");
            try (Stream<Path> left = Files.list(temporary.path())) {
                assertThat(left.filter(path -> path.getFileName().toString().startsWith("limpid")))
                        .isEmpty();
            }
        }
    }

    @Test
    @BrowserTest
    void chartPage_showsWhatTheHomesCounted(Browser browser) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            Path place = folder.path().resolve("demo");
            Process demo = ProgramRunner.of(Main.class)
                    .start(
                            "demo",
                            "--dir",
                            place.toString(),
                            "--homes",
                            Integer.toString(HOMES),
                            "--weeks",
                            Integer.toString(WEEKS),
                            "--made-up",
                            "200");
            try {
                List<String> sites = waitForSites(demo);
                String site = sites.get(0);
                SortedMap<LocalDate, List<String>> local = localReports(place.resolve("homes"));
                assertThat(local.values().stream().mapToInt(List::size).sum()).isGreaterThan(HOMES);
                LocalDate last = local.lastKey();
                try (Visit visit = Visit.desktop(browser, site)) {
                    assertPage(visit, site, last, local);
                    visit.assertClean();
                }
                try (Visit visit = Visit.desktop(browser, sites.get(1))) {
                    assertMadeUp(visit, sites.get(1));
                    visit.assertClean();
                }
            } finally {
                demo.destroy();
                assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static void assertPage(Visit visit, String site, LocalDate last, SortedMap<LocalDate, List<String>> local) {
        List<String> reports = local.getOrDefault(last, List.of()).stream()
                .filter(report -> report.contains("\"Program\":\"example.org/dupfind\""))
                .toList();
        Page page = visit.open(site + "charts/" + last + "/example.org-dupfind.found");
        Locator rows = page.locator("#main table.bars").first().locator("tbody tr");
        assertThat(rows.count()).isEqualTo(2);
        for (int i = 0; i < rows.count(); i++) {
            String bucket = rows.nth(i).locator("th").innerText();
            long having = reports.stream()
                    .filter(report -> report.contains("\"dupfind/found:" + bucket + "\""))
                    .count();
            assertThat(rows.nth(i).locator("data[data-count]").getAttribute("value"))
                    .as("answers with %s of %s", bucket, reports.size())
                    .isEqualTo(Long.toString(having));
        }
        assertThat(page.locator("#answers data").getAttribute("value")).isEqualTo(Integer.toString(reports.size()));
        assertThat(visit.open(site + "charts/" + last + "/limpid.dev-limpid.commands")
                        .locator("#main table.bars")
                        .first()
                        .innerText())
                .contains("preview");
    }

    /** Nobody can mistake the second site for that of a real program. */
    private static void assertMadeUp(Visit visit, String site) {
        for (String path : List.of("", "charts/latest/example.org-kiln.cache", "data/")) {
            Page page = visit.open(site + path);
            assertThat(page.locator("header .notice").innerText()).startsWith("Made up: there is no kiln.");
        }
    }

    /** Reads the demo's output until it prints the addresses of its two sites. */
    private static List<String> waitForSites(Process demo) throws IOException {
        InputStream said = demo.getInputStream();
        BufferedReader lines = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8));
        List<String> before = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            before.add(line);
            if (line.startsWith("Charts, data and configuration: ")) {
                assertThat(before).anyMatch(one -> one.startsWith("checked"));
                String other = String.valueOf(lines.readLine());
                assertThat(other).startsWith("The same of a made-up program:  http");
                return List.of(line.substring(line.indexOf("http")), other.substring(other.indexOf("http")));
            }
        }
        throw new IOException("the demo ended early: " + String.join("\n", before));
    }

    /**
     * The texts of the local reports of homes that opted in, by the Monday of the calendar week in which their week ended;
     * without the week in which they opted in, of which nothing is sent.
     */
    private static SortedMap<LocalDate, List<String>> localReports(Path homes) throws IOException {
        Pattern name = Pattern.compile("local\\.(\\d{4}-\\d\\d-\\d\\d)\\.json");
        SortedMap<LocalDate, List<String>> reports = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(homes)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Matcher matched = name.matcher(file.getFileName().toString());
            Path home = homes.relativize(file).getName(0);
            if (matched.matches() && home.toString().startsWith("on-")) {
                LocalDate week = LocalDate.parse(matched.group(1));
                LocalDate consent = consentOf(file.resolveSibling("..").resolve("mode"));
                if (week.minusDays(7).isAfter(consent)) {
                    LocalDate monday = week.minusDays(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    reports.computeIfAbsent(monday, day -> new ArrayList<>()).add(Files.readString(file));
                }
            }
        }
        for (Map.Entry<LocalDate, List<String>> day : reports.entrySet()) {
            day.getValue().replaceAll(text -> text.replaceAll("\\s", ""));
        }
        return reports;
    }

    private static LocalDate consentOf(Path mode) throws IOException {
        return LocalDate.parse(Files.readString(mode).strip().substring("on ".length()));
    }
}
