package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.Estimate;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.local.LocalHome;
import dev.limpid.web.local.LocalSite;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.IntervalText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.PercentagePoints;
import dev.limpid.web.words.SiteMessages;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The site's sentences in all its languages: nothing is missing without a notice, nothing is lost, and every page names its
 * language.
 */
class LanguagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{[a-zA-Z0-9]+}|\\]\\([a-zA-Z]+\\)|`[^`]*`|\\*\\*");
    private static final Pattern ODD_PLACE = Pattern.compile("\\{[a-zA-Z]*[^a-zA-Z}]");
    /** The command that shows local pages says what became of a week. */
    private static final List<Path> SOURCES = List.of(Path.of("src/main"), Path.of("../cli/src/main"));

    @Test
    void translations_haveTheSamePlacesLinksAndCode_andNothingThatEnglishLacks() throws IOException {
        Map<String, String> english = all("");
        assertThat(english.values())
                .as("names of places are letters")
                .noneMatch(one -> ODD_PLACE.matcher(one).find());
        for (SiteMessages.Language language : SiteMessages.LANGUAGES.subList(1, SiteMessages.LANGUAGES.size())) {
            Map<String, String> translated = all("_" + language.tag());
            assertThat(english.keySet())
                    .as("a sentence of %s that there is not", language)
                    .containsAll(translated.keySet());
            translated.forEach((key, sentence) -> assertThat(places(sentence))
                    .as("%s of %s", key, language)
                    .isEqualTo(places(english.getOrDefault(key, ""))));
        }
    }

    /** The first translations are complete: only a singular form that the language does not have may be missing. */
    @Test
    void germanAndJapanese_haveEverySentence() throws IOException {
        for (String language : List.of("de", "ja")) {
            TreeSet<String> missing = new TreeSet<>(all("").keySet());
            missing.removeAll(all("_" + language).keySet());
            missing.removeIf(key -> language.equals("ja") && key.endsWith(".one"));
            assertThat(missing).as(language).isEmpty();
        }
    }

    @Test
    void sentences_areAllUsed() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(one -> one.toString().matches(".*\\.(java|jte|js)"))
                        .toList()) {
                    sources.append(Files.readString(file));
                }
            }
        }
        List<String> unused = new ArrayList<>();
        for (String each : all("").keySet()) {
            String key = each.replaceAll("\\.(one|other)$", "");
            String made = "\"" + key.replaceAll("\\.[a-z-]+(\\.gated)?$", ".\" +"); // "about.how." + …
            String named = "\"" + key.replaceAll("\\.(directly|relayed|fallback)$", "\"");
            String ofScript = "\"" + key.replaceAll("^verify\\.", "") + "\"";
            if (Stream.of("\"" + key + "\"", made, named, ofScript).noneMatch(said -> sources.indexOf(said) >= 0)) {
                unused.add(key);
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void pages_sayTheirLanguage_andLeadToTheOthers() throws IOException {
        for (LinkStyle style : LinkStyle.values()) {
            Site site = new Site(SampleSite.contents(), style);
            for (SiteMessages.Language language : SiteMessages.LANGUAGES) {
                for (String page : SiteMessages.PAGES) {
                    String path = language.tag().equals("en") ? page : language.tag() + "/" + page;
                    String html = site.page(path).orElseThrow().text();
                    assertThat(html).as(path).contains("<html lang=\"" + language.tag() + "\">");
                    for (SiteMessages.Language other : SiteMessages.LANGUAGES) {
                        assertThat(html).as(path).contains("hreflang=\"" + other.tag() + "\"", other.name());
                    }
                    assertThat(html)
                            .as(path)
                            .doesNotContainPattern("\\{[a-zA-Z0-9]+}|\\*\\*|]\\(")
                            .contains("<h1>");
                }
            }
        }
    }

    @Test
    void everyPage_saysItsLanguage() throws IOException {
        Site site = new Site(SampleSite.contents(), LinkStyle.FILES);
        for (String path : site.paths()) {
            Page page = site.page(path).orElseThrow();
            if (page.contentType().startsWith("text/html")) {
                String tag = SiteMessages.folder(path)
                        .map(SiteMessages.Language::tag)
                        .orElse("en");
                assertThat(page.text()).as(path).contains("<html lang=\"" + tag + "\">");
            }
        }
        assertThat(site.paths()).contains("de/", "de/privacy", "ja/about");
    }

    @Test
    void pageThatIsNotTranslated_isTheEnglishOne() throws IOException {
        Site files = new Site(SampleSite.contents(), LinkStyle.FILES);
        Page page = files.page("de/data/").orElseThrow();
        assertThat(page.status()).isEqualTo(302);
        assertThat(page.location()).isEqualTo("../../data/");
        assertThat(files.page("de/privacy").orElseThrow().text())
                .contains("href=\"../data/index.html\"", "gibt es nur auf Englisch");
        Site served = new Site(SampleSite.contents(), LinkStyle.SERVED);
        assertThat(served.page("de/config/feed.atom").orElseThrow().location()).isEqualTo("../../config/feed.atom");
        assertThat(served.page("de/stacks").orElseThrow().location()).isEqualTo("stacks/");
        assertThat(served.page("de/nothing").orElseThrow().location()).isEqualTo("../nothing");
        assertThat(served.page("de/privacy").orElseThrow().text())
                .doesNotContain("auf Englisch")
                .contains(
                        "href=\"../de/data/\"",
                        "href=\"../de/charts/\"",
                        "href=\"../de/\"",
                        "href=\"../ja/privacy\"",
                        "href=\"../privacy?lang=en\"");
    }

    /** Every page of a server: none is half translated, and none contains an unfilled placeholder. */
    @Test
    void pages_sayNoEnglishSentence() throws IOException {
        for (SampleContents contents : List.of(SampleSite.contents(), SampleYears.contents())) {
            Site site = new Site(contents, LinkStyle.SERVED);
            List<String> paths = new ArrayList<>(site.paths().stream()
                    .filter(path -> SiteMessages.isTranslated(path, true))
                    .toList());
            assertThat(paths).contains("", "data/", "log/", "stacks/", "config/");
            for (SiteMessages.Language language : SiteMessages.LANGUAGES.subList(1, SiteMessages.LANGUAGES.size())) {
                List<String> english = sentencesOnlyInEnglish(language.tag());
                for (String path : paths) {
                    Page page = site.page(language.tag() + "/" + path).orElseThrow();
                    assertThat(page.status()).as(path).isEqualTo(200);
                    String text = page.text()
                            .replaceAll("<[a-z]+[^>]* lang=\"en\"[^>]*>[^<]*", "")
                            .replaceAll("<li data-say=[^>]*>[^<]*", "") // the script fills these
                            .replaceAll(" data-filter-count=\"[^\"]*\"", "");
                    assertThat(text)
                            .as(language.tag() + "/" + path)
                            .contains("<html lang=\"" + language.tag() + "\">")
                            .doesNotContainPattern("\\{[a-zA-Z0-9.]+}");
                    assertThat(english.stream().filter(text::contains))
                            .as(language.tag() + "/" + path)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void formsOfCharts_answerInTheirLanguage() throws IOException {
        Site site = new Site(SampleYears.contents(), LinkStyle.SERVED);
        String week = SampleYears.LAST.minusWeeks(1).toString();
        assertThat(site.page("de/charts/", Map.of("q", "cache")).orElseThrow().text())
                .contains("<html lang=\"de\">", "4 Diagramme.", "href=\"../../de/charts/");
        assertThat(site.page("de/charts/", Map.of("date", week, "kind", "week"))
                        .orElseThrow()
                        .location())
                .isEqualTo(week);
        assertThat(site.page("ja/charts/", Map.of("date", "1999-01-01"))
                        .orElseThrow()
                        .text())
                .contains("日付「1999-01-01」のグラフはありません");
        String chart = "charts/" + week + "/org.example-cached.cache";
        assertThat(site.page("de/" + chart + "/compare", Map.of("a", "os:darwin", "b", "os:linux"))
                        .orElseThrow()
                        .text())
                .contains("darwin gegen linux", "Punkte mehr (99-%-Intervall");
        assertThat(site.page("de/" + chart + ".csv").orElseThrow().location()).isEqualTo("../../../" + chart + ".csv");
        assertThat(new Site(SampleYears.contents(), LinkStyle.FILES)
                        .page("de/" + chart)
                        .orElseThrow()
                        .status())
                .isEqualTo(302);
    }

    @Test
    void choiceOfLanguage_keepsWhatWasAskedFor() throws IOException {
        Site site = new Site(SampleYears.contents(), LinkStyle.SERVED);
        String week = SampleYears.LAST.minusWeeks(1).toString();
        String compare = "charts/" + week + "/org.example-cached.cache/compare";
        String sides = "a=os%3Adarwin&amp;b=os%3Alinux";
        for (String from : List.of("", "de/")) {
            assertThat(site.page(from + compare, Map.of("a", "os:darwin", "b", "os:linux", "x", "1"))
                            .orElseThrow()
                            .text())
                    .as(from)
                    .contains(
                            "ja/" + compare + "?" + sides + "\" lang=\"ja\"", compare + "?" + sides + "\" lang=\"en\"");
            assertThat(site.page(from + "charts/", Map.of("q", "a&\"b+c", "in", week))
                            .orElseThrow()
                            .text())
                    .as(from)
                    .contains("ja/charts/?q=a%26%22b%2Bc&amp;in=" + week + "\" lang=\"ja\"");
        }
        assertThat(site.page("de/" + compare).orElseThrow().text()).contains("ja/" + compare + "\" lang=\"ja\"");
    }

    @Test
    void datesAndFactorsInSentences_areWrittenAsTheLanguageWritesThem() throws IOException {
        Site site = new Site(SampleYears.contents(), LinkStyle.SERVED);
        LocalDate week = SampleYears.LAST.minusWeeks(1);
        String compare = "charts/" + week + "/org.example-cached.failures/compare";
        Map<String, String> sides = Map.of("a", week.toString(), "b", "2025-11-17");

        assertThat(site.page("de/" + compare, sides).orElseThrow().text())
                .contains(">Woche 17.11.2025 – 23.11.2025</option>")
                .containsPattern("-mal so viel \\(99-%-Intervall \\d,\\d+ bis \\d,\\d+\\)")
                .doesNotContainPattern("\\d (Oct|Nov|Dec) 20");
        assertThat(site.page("ja/" + compare, sides).orElseThrow().text())
                .contains(">2025/11/17 – 2025/11/23 の週</option>");
        assertThat(Dates.month(week, SiteMessages.in("ja"))).isEqualTo("2026年11月");
        assertThat(Dates.month(week, SiteMessages.in("de"))).isEqualTo("November 2026");
        assertThat(Dates.range(week, week, SiteMessages.in("de"))).isEqualTo(Dates.day(week, SiteMessages.in("de")));
    }

    @Test
    void localPages_areInTheReadersLanguage() throws IOException {
        for (String language : List.of("de", "ja")) {
            for (LocalHome home : List.of(SampleLocal.home(), SampleLocal.empty())) {
                LocalSite site = new LocalSite(home, SiteMessages.local(language));
                for (String path :
                        List.of("", "weeks/", "weeks/2026-11-23", "weeks/2026-11-16", "sent/", "config/", "none")) {
                    String page = site.page(path).text();
                    assertThat(page)
                            .as(path)
                            .contains("<html lang=\"" + language + "\">")
                            .doesNotContain("/" + language + "/");
                    assertThat(sentencesOnlyInEnglish(language))
                            .as("%s in %s", path, language)
                            .noneMatch(page::contains);
                }
            }
        }
    }

    /** The beginnings of English sentences that are too long to be the title of a chart. */
    private static List<String> sentencesOnlyInEnglish(String language) throws IOException {
        Map<String, String> translated = all("_" + language);
        return all("").entrySet().stream()
                .filter(one -> translated.containsKey(one.getKey()))
                .flatMap(one -> Stream.of(PLACE.split(one.getValue())))
                .map(part -> part.replace("[", "").strip())
                .filter(part -> part.split(" ").length > 2 && part.length() > 15)
                .distinct()
                .toList();
    }

    @Test
    void visitorFromElsewhere_isRedirectedToTheirLanguage_andHasAChoice() throws IOException {
        Site site = new Site(SampleSite.contents(), LinkStyle.SERVED);
        assertThat(led(site, "", "de-CH,de;q=0.9,en;q=0.8", "none")).isEqualTo("./de/");
        assertThat(led(site, "privacy", "fr, ja;q=0.5, de;q=0.2", "cross-site")).isEqualTo("./ja/privacy");
        assertThat(led(site, "privacy", "en-GB,de;q=0.9", "none")).isEmpty();
        assertThat(led(site, "privacy", "fr", "none")).isEmpty();
        assertThat(led(site, "privacy", "de", "same-origin")).isEmpty();
        assertThat(led(site, "privacy", "de", "")).isEmpty();
        assertThat(led(site, "charts/", "de", "none")).isEmpty();
        assertThat(led(site, "privacy", "de;q=x,,;\u0000", "none")).isEmpty();
        assertThat(led(site, "privacy", "de,".repeat(10_000), "none")).isEmpty();
        assertThat(site.redirectToLanguage("privacy", Map.of("lang", "en"), "de", "none"))
                .isEmpty();
    }

    @Test
    void hostileValues_stayText() {
        String html = dev.limpid.web.layout.Markup.of((out, plain) -> SiteMessages.in("de")
                .html("privacy.choice.yes", "command", "`**<script>**` [x](y) {command}")
                .writeTo(out));
        assertThat(html)
                .contains("<code>`**&lt;script&gt;**` [x](y) {command} on</code>")
                .doesNotContain("<strong>", "<a ");
    }

    @Test
    void missingSentence_isShownInEnglish_andAPlaceholderWithoutAValueIsAnError() {
        assertThat(SiteMessages.in("fr").language()).isEqualTo(MessageBundle.ENGLISH);
        assertThat(SiteMessages.in("../../x").language()).isEqualTo(MessageBundle.ENGLISH);
        assertThat(SiteMessages.in("ja").count("span.days", 1)).isEqualTo("1 日");
        assertThat(SiteMessages.in("de").count("span.days", 1)).isEqualTo("1 Tag");
        assertThat(SiteMessages.in("de").count("span.days", 1_200)).isEqualTo("1.200 Tage");
        assertThat(Numbers.amount(1_234.5, SiteMessages.in("de").locale())).isEqualTo("1.234,5");
        assertThat(Numbers.bytes(1_400_000, SiteMessages.in("ja").locale())).isEqualTo("1.4 MB");
    }

    /** A script rewrites the numbers in tables; those inside a sentence stay as they are. */
    @Test
    void numbersInSentences_areWrittenAsTheLanguageWritesThem() {
        Estimate share = new Estimate(0.957, 0.873, 0.9995);
        Estimate points = new Estimate(-0.0042, -0.101, 0.002);

        assertThat(IntervalText.beside(share, SiteMessages.ENGLISH)).isEqualTo("95.7% (87.3–99.95%)");
        assertThat(IntervalText.beside(share, SiteMessages.in("de"))).isEqualTo("95,7\u00a0% (87,3–99,95\u00a0%)");
        assertThat(IntervalText.beside(share, SiteMessages.in("ja"))).isEqualTo("95.7% (87.3–99.95%)");
        assertThat(Numbers.percent(0.00001, SiteMessages.in("de").locale())).isEqualTo("<0,01\u00a0%");
        assertThat(PercentagePoints.plain(points.value(), SiteMessages.in("de")))
                .isEqualTo("0,42");
        assertThat(PercentagePoints.range(points, SiteMessages.in("de"))).isEqualTo("−10,1 bis +0,20");
    }

    private static String led(Site site, String path, String accepted, String from) {
        return site.redirectToLanguage(path, Map.of(), accepted, from)
                .map(Page::location)
                .orElse("");
    }

    private static List<String> places(String sentence) {
        Matcher matcher = PLACE.matcher(sentence);
        return matcher.results().map(one -> one.group()).sorted().toList();
    }

    /** The sentences of the site, of figures and of local pages, which have no key in common. */
    private static Map<String, String> all(String ending) throws IOException {
        Map<String, String> all = bundle("site" + ending);
        for (String other : List.of("figures", "local")) {
            bundle(other + ending)
                    .forEach((key, sentence) ->
                            assertThat(all.put(key, sentence)).as(key).isNull());
        }
        return all;
    }

    private static Map<String, String> bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(SiteMessages.class.getResourceAsStream(name + ".properties"));
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(text);
        }
        Map<String, String> sentences = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> sentences.put(key, properties.getProperty(key, "")));
        return sentences;
    }
}
