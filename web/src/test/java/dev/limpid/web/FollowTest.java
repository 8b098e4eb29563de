package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.io.WireFeedInput;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Difference;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.text.VisibleCharacters;
import dev.limpid.web.facts.CollectionFacts;
import dev.limpid.web.facts.ConfigVersion;
import dev.limpid.web.frame.LinkStyle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Feeds, badges and pictures for pages of others. */
class FollowTest {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final List<String> FEEDS = List.of("config/feed.atom", "charts/feed.atom");

    private final SampleContents contents = SampleSite.contents();

    @Test
    void everyFeed_hasWhatRfc4287Requires_inEveryState() throws Exception {
        List<SampleContents> states = new ArrayList<>(SampleStates.all().values());
        states.add(contents);
        states.add(changed(0.30, 0.45));
        for (SampleContents state : states) {
            for (LinkStyle style : LinkStyle.values()) {
                for (String path : FEEDS) {
                    Page page = new Site(state, style).page(path).orElseThrow();
                    assertThat(page.contentType()).isEqualTo("application/atom+xml; charset=utf-8");
                    assertRequired(parse(page.text()).getDocumentElement());
                    feed(page.text());
                }
            }
        }
    }

    @Test
    void configFeed_saysEveryChangeInThePagesWords_theNewestFirst() throws Exception {
        Feed feed = feed(text(contents, "config/feed.atom"));
        assertThat(feed.getTitle()).isEqualTo("Configuration of Example Tools telemetry");
        assertThat(feed.getEntries())
                .extracting(Entry::getTitle)
                .containsExactly("Configuration v1.4.0: 4 more, 0 less", "Configuration v1.3.0: the first");
        Entry newest = feed.getEntries().get(0);
        assertThat(newest.getUpdated().toInstant()).isEqualTo(Instant.parse("2026-10-14T00:00:00Z"));
        assertThat(newest.getAlternateLinks())
                .extracting(Link::getHref)
                .containsExactly("https://telemetry.example.org/config/v1.4.0");
        assertThat(newest.getContents().get(0).getValue())
                .contains("<h3>Newly collected</h3>")
                .contains("chart systems: new; asks which operating systems the program ran on, from version 1.9 on,"
                        + " from 1 machine in 11 of those that take part");
        assertThat(feed.getUpdated().toInstant()).isEqualTo(newest.getUpdated().toInstant());
    }

    @Test
    void ids_stayWhereverTheSiteMoves_andWhateverComesLater() throws Exception {
        List<String> ids = ids(contents, "config/feed.atom");
        CollectionFacts moved = contents.facts().at("https://elsewhere.example/");
        assertThat(ids(with(contents, moved, contents.configurations()), "config/feed.atom"))
                .isEqualTo(ids);
        List<ConfigVersion> older = contents.configurations().subList(0, 1);
        assertThat(ids(with(contents, contents.facts(), older), "config/feed.atom"))
                .containsExactly(ids.get(0), ids.get(2));
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void chartsFeed_namesACertainChange_onceForAChartAndWeek() throws Exception {
        Feed feed = feed(text(changed(0.30, 0.45), "charts/feed.atom"));
        assertThat(feed.getEntries())
                .extracting(Entry::getTitle)
                .containsExactly("Editors: “vim” rose from 30.0% to 45.0%");
        Entry entry = feed.getEntries().get(0);
        assertThat(entry.getUpdated().toInstant()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(entry.getAlternateLinks())
                .extracting(Link::getHref)
                .containsExactly("https://telemetry.example.org/charts/latest/tool-editor");
        assertThat(entry.getContents().get(0).getValue())
                .contains("“vim” rose from 30.0% (28.0–32.0%) in the week of 9 Nov 2026 to 45.0% (43.0–47.0%)")
                .contains("“emacs” fell from 70.0%");
    }

    @Test
    void chartsFeed_isSilentOfWhatMayBeChance() throws Exception {
        assertThat(feed(text(changed(0.30, 0.31), "charts/feed.atom")).getEntries())
                .isEmpty();
        assertThat(feed(text(changed(0.30, 0.30), "charts/feed.atom")).getEntries())
                .isEmpty();
    }

    @Test
    void chartsFeed_namesADifferenceBetweenMachines_inTheFirstWeekThatHasIt() throws Exception {
        SampleContents site = differing(List.of(false, true, true));
        Feed feed = feed(text(site, "charts/feed.atom"));
        assertThat(feed.getEntries())
                .extracting(Entry::getTitle)
                .containsExactly("Cache: “miss” on darwin since 1.14: 100.0% (97.0–100.0%), elsewhere 3.0% (2.0–4.0%)");
        assertThat(feed.getEntries().get(0).getUpdated().toInstant()).isEqualTo(Instant.parse("2026-11-16T00:00:00Z"));
        List<String> ids = ids(site, "charts/feed.atom");
        assertThat(ids(differing(List.of(false, true)), "charts/feed.atom").get(1))
                .isNotEqualTo(ids.get(1));
        assertThat(feed(text(differing(List.of(false, true, false, true)), "charts/feed.atom"))
                        .getEntries())
                .as("a week that does not find it does not say that it ended")
                .hasSize(1);
        List<Boolean> longKnown = new ArrayList<>(java.util.Collections.nCopies(30, true));
        assertThat(feed(text(differing(longKnown), "charts/feed.atom")).getEntries())
                .as("nobody looks back far enough to say when it began")
                .isEmpty();
    }

    @Test
    void pictures_sayTheirFiguresInWords_andAreWellFormed() throws Exception {
        for (SampleContents state : List.of(contents, SampleStates.hostile())) {
            Site site = new Site(state, LinkStyle.SERVED);
            for (ChartSet.ProgramCharts program : state.sets().get(0).programs()) {
                for (DrawnChart chart : program.charts()) {
                    for (String picture : List.of("badge.svg", "embed.svg")) {
                        String path = "charts/latest/" + chart.title().id() + "/" + picture;
                        Page page = site.page(path).orElseThrow();
                        assertThat(page.contentType()).isEqualTo("image/svg+xml");
                        Document svg = parse(page.text());
                        assertThat(svg.getElementsByTagName("script").getLength())
                                .isZero();
                        assertThat(text(svg, "title"))
                                .as(path)
                                .startsWith(VisibleCharacters.text(chart.title().title()))
                                .matches("(?s).*(\\d%|median .*|nothing counted).*");
                        assertThat(text(svg, "desc")).contains("16 Nov – 22 Nov 2026", "answers");
                    }
                }
            }
        }
        Page badge = new Site(contents, LinkStyle.SERVED)
                .page("charts/latest/tool-editor/badge.svg")
                .orElseThrow();
        assertThat(text(parse(badge.text()), "title"))
                .isEqualTo(
                        "Editors, org.example/tool: vscode 43.2% (40.4–46.0%), intellij 26.8% (24.3–29.3%), vim 12.1%"
                                + " (10.2–14.0%), emacs 6.4% (5.0–7.8%), eclipse 4.1% (3.0–5.2%)");
    }

    @Test
    void badgeOfARatio_doesNotBreakOffWithinWhatItIsOf() throws Exception {
        String badge = new Site(contents, LinkStyle.SERVED)
                .page("charts/latest/tool-failures/badge.svg")
                .orElseThrow()
                .text();
        assertThat(badge).contains("% of all “tool/build”</text>", "a machine)").doesNotContain("…");
    }

    @Test
    void pictures_sayThatAnswersAreFew_andThatThereIsNone() throws Exception {
        SampleContents few = state("one-answer");
        String id = few.sets().get(0).programs().get(0).charts().get(0).title().id();
        assertThat(text(few, "charts/latest/" + id + "/badge.svg"))
                .contains(", few answers", "from 1 answer, which cannot say much");
        SampleContents none = state("no-answer");
        assertThat(text(none, "charts/latest/tool-editor/badge.svg")).contains("no answer yet");
        assertThat(text(none, "charts/latest/tool-editor/embed.svg")).contains("no answer yet");
    }

    @Test
    void policy_allowsThePicturesOwnStyleAndNothingElse() throws Exception {
        Page page = new Site(contents, LinkStyle.SERVED)
                .page("charts/latest/tool-editor/embed.svg")
                .orElseThrow();
        String style = text(parse(page.text()), "style");
        assertThat(style).contains("prefers-color-scheme:dark");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(page.policy())
                .isEqualTo("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(digest) + "'");
        assertThat(page.kept()).isEqualTo(Page.Kept.FOR_AN_HOUR);
        assertThat(page.isForOthers()).isTrue();
    }

    @Test
    void chartPage_offersALineOfMarkdownThatSaysTheFigures() throws IOException {
        String page = text(contents, "charts/2026-11-09/tool-editor");
        assertThat(page)
                .contains("[![Editors, org.example/tool: vscode 43.2% (40.4–46.0%)")
                .contains(
                        "Week 16 Nov – 22 Nov 2026](https://telemetry.example.org/charts/latest/tool-editor/badge.svg)]"
                                + "(https://telemetry.example.org/charts/latest/tool-editor)");
        String files = new Site(contents, LinkStyle.FILES)
                .page("charts/2026-11-09/tool-editor")
                .orElseThrow()
                .text();
        assertThat(files)
                .contains("tool-editor/embed.svg)](https://telemetry.example.org/charts/latest/tool-editor.html)");
        assertThat(text(SampleStates.hostile(), "charts/latest/tool-hostile"))
                .contains("\\&lt;script\\&gt;alert('x')\\&lt;/script\\&gt;");
    }

    @Test
    void export_hasFeedsAndPictures() throws IOException {
        assertThat(new Site(contents, LinkStyle.FILES).paths())
                .containsAll(FEEDS)
                .contains("charts/latest/tool-editor/badge.svg", "charts/latest/tool-editor/embed.svg");
    }

    /** RFC 4287, 4.1.1 and 4.1.2. */
    private static void assertRequired(Element feed) {
        assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
        assertThat(feed.getLocalName()).isEqualTo("feed");
        assertThat(children(feed, "author")).hasSize(1);
        assertThat(one(children(feed, "author").get(0), "name")).isNotBlank();
        assertThat(links(feed, "self")).hasSize(1);
        assertThat(links(feed, "alternate")).hasSize(1);
        assertCommon(feed);
        Instant newest = Instant.EPOCH;
        for (Element entry : children(feed, "entry")) {
            assertCommon(entry);
            assertThat(links(entry, "alternate")).hasSize(1);
            assertThat(children(entry, "content")).hasSize(1);
            Instant updated = Instant.parse(one(entry, "updated"));
            newest = updated.isAfter(newest) ? updated : newest;
        }
        assertThat(Instant.parse(one(feed, "updated"))).isEqualTo(newest);
    }

    private static void assertCommon(Element element) {
        assertThat(one(element, "id")).matches("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(one(element, "title")).isNotBlank();
        assertThat(one(element, "updated")).isNotBlank();
    }

    private static String one(Element of, String name) {
        List<Element> found = children(of, name);
        assertThat(found).as(name).hasSize(1);
        return found.get(0).getTextContent();
    }

    private static List<Element> links(Element of, String relation) {
        return children(of, "link").stream()
                .filter(link -> link.getAttribute("rel").equals(relation)
                        && !link.getAttribute("href").isEmpty())
                .toList();
    }

    private static List<Element> children(Element of, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = of.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Document svg, String element) {
        return svg.getElementsByTagName(element).item(0).getTextContent();
    }

    /** As a feed reader reads it. */
    private static Feed feed(String xml) throws Exception {
        return (Feed) new WireFeedInput().build(new StringReader(xml));
    }

    private static List<String> ids(SampleContents of, String path) throws Exception {
        Feed feed = feed(text(of, path));
        List<String> ids = new ArrayList<>(List.of(feed.getId()));
        feed.getEntries().forEach(entry -> ids.add(entry.getId()));
        return ids;
    }

    private static String text(SampleContents of, String path) throws IOException {
        return new Site(of, LinkStyle.SERVED).page(path).orElseThrow().text();
    }

    private static SampleContents state(String name) {
        return Optional.ofNullable(SampleStates.all().get(name)).orElseThrow();
    }

    private static SampleContents with(SampleContents of, CollectionFacts facts, List<ConfigVersion> versions) {
        return new SampleContents(facts, of.rules(), of.sets(), versions, of.log(), of.data());
    }

    /** Weeks up to the newest, in some of which a cache misses more on one system. */
    private SampleContents differing(List<Boolean> weeks) {
        Difference difference = new Difference(
                Attribute.OS,
                Optional.of("darwin"),
                Optional.of("1.14"),
                "miss",
                new Estimate(1, 0.97, 1),
                new Estimate(0.03, 0.02, 0.04),
                300,
                1_700,
                1e-6);
        List<ChartSet> sets = new ArrayList<>();
        for (int i = 0; i < weeks.size(); i++) {
            DrawnChart.Partition chart = SampleCharts.partition(
                    SampleCharts.title(
                            "org.example/tool", "tool-cache", "Cache", "", "tool/cache", Set.of(Attribute.OS)),
                    2_000,
                    0,
                    List.of("hit", "miss"),
                    List.of(0.97, 0.03),
                    Optional.empty());
            DrawnChart.Split split = chart.splits().get(0);
            sets.add(
                    0,
                    SampleCharts.set(
                            Period.week(SampleCharts.WEEK.minusWeeks(weeks.size() - 1L - i)),
                            2_000,
                            List.of(new ChartSet.ProgramCharts(
                                    "org.example/tool",
                                    2_000,
                                    Estimate.NONE,
                                    List.of(new DrawnChart.Partition(
                                            chart.title(),
                                            chart.basis(),
                                            chart.buckets(),
                                            Optional.empty(),
                                            List.of(new DrawnChart.Split(
                                                    split.by(),
                                                    split.cells(),
                                                    12,
                                                    weeks.get(i) ? List.of(difference) : List.of())),
                                            Trend.NONE,
                                            List.of()))))));
        }
        return new SampleContents(
                contents.facts(), contents.rules(), sets, contents.configurations(), contents.log(), contents.data());
    }

    /** Editors in four weeks, of which vim goes from one share to another in the newest. */
    private SampleContents changed(double before, double now) {
        List<LocalDate> weeks = new ArrayList<>();
        List<Estimate> vim = new ArrayList<>();
        List<Estimate> emacs = new ArrayList<>();
        for (int i = 3; i >= 0; i--) {
            weeks.add(SampleCharts.WEEK.minusWeeks(i));
            double share = i == 0 ? now : before;
            vim.add(new Estimate(share, share - 0.02, share + 0.02));
            emacs.add(new Estimate(1 - share, 1 - share - 0.02, 1 - share + 0.02));
        }
        Trend trend = new Trend(
                weeks,
                List.of(900L, 900L, 900L, 900L),
                List.of(new Trend.Series("vim", vim), new Trend.Series("emacs", emacs)),
                List.of());
        DrawnChart.Partition chart = SampleCharts.partition(
                SampleCharts.title("org.example/tool", "tool-editor", "Editors", "", "tool/editor", Set.of()),
                900,
                0,
                List.of("vim", "emacs"),
                List.of(now, 1 - now),
                Optional.empty());
        ChartSet set = SampleCharts.set(
                Period.week(SampleCharts.WEEK),
                900,
                List.of(new ChartSet.ProgramCharts(
                        "org.example/tool",
                        900,
                        Estimate.NONE,
                        List.of(new DrawnChart.Partition(
                                chart.title(),
                                chart.basis(),
                                chart.buckets(),
                                Optional.empty(),
                                List.of(),
                                trend,
                                List.of())))));
        return new SampleContents(
                contents.facts(),
                contents.rules(),
                List.of(set),
                contents.configurations(),
                contents.log(),
                contents.data());
    }
}
