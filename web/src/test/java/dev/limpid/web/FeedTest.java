package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.io.WireFeedInput;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.layout.LinkStyle;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The feeds: what RFC 4287 requires, what is news, and IDs that do not change. */
class FeedTest {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final List<String> FEEDS = List.of("config/feed.atom", "charts/feed.atom");

    private final SampleContents contents = SampleSite.contents();

    @Test
    void everyFeed_hasWhatRfc4287Requires_inEveryState() throws Exception {
        List<SampleContents> states = new ArrayList<>(SampleStates.all().values());
        states.add(contents);
        states.add(News.changed(contents, 0.30, 0.45));
        for (SampleContents state : states) {
            for (LinkStyle style : LinkStyle.values()) {
                for (String path : FEEDS) {
                    Page page = new Site(state, style).page(path).orElseThrow();
                    assertThat(page.contentType()).isEqualTo("application/atom+xml; charset=utf-8");
                    assertRequired(PageText.xml(page.text()).getDocumentElement());
                    feed(page.text());
                }
            }
        }
    }

    @Test
    void configFeed_saysEveryChangeInThePagesWords_theNewestFirst() throws Exception {
        Feed feed = feed(PageText.of(contents, "config/feed.atom"));
        assertThat(feed.getTitle()).isEqualTo("Configuration of Example Tools telemetry");
        assertThat(feed.getEntries())
                .extracting(Entry::getTitle)
                .containsExactly("Configuration v1.4.0: 4 added, 0 removed", "Configuration v1.3.0: the first");
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
        CollectionInfo moved = contents.facts().at("https://elsewhere.example/");
        assertThat(ids(contents.withFacts(moved), "config/feed.atom")).isEqualTo(ids);
        List<PublishedConfig> older = contents.configurations().subList(0, 1);
        assertThat(ids(contents.withConfigurations(older), "config/feed.atom")).containsExactly(ids.get(0), ids.get(2));
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void chartsFeed_namesACertainChange_onceForAChartAndWeek() throws Exception {
        Feed feed = feed(PageText.of(News.changed(contents, 0.30, 0.45), "charts/feed.atom"));
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
    void chartsFeed_omitsWhatMayBeChance() throws Exception {
        assertThat(feed(PageText.of(News.changed(contents, 0.30, 0.31), "charts/feed.atom"))
                        .getEntries())
                .isEmpty();
        assertThat(feed(PageText.of(News.changed(contents, 0.30, 0.30), "charts/feed.atom"))
                        .getEntries())
                .isEmpty();
    }

    @Test
    void chartsFeed_namesADifferenceBetweenMachines_inTheFirstWeekThatHasIt() throws Exception {
        SampleContents site = News.differing(contents, List.of(false, true, true));
        Feed feed = feed(PageText.of(site, "charts/feed.atom"));
        assertThat(feed.getEntries())
                .extracting(Entry::getTitle)
                .containsExactly("Cache: “miss” on darwin since 1.14: 100.0% (97.0–100.0%), elsewhere 3.0% (2.0–4.0%)");
        assertThat(feed.getEntries().get(0).getUpdated().toInstant()).isEqualTo(Instant.parse("2026-11-16T00:00:00Z"));
        List<String> ids = ids(site, "charts/feed.atom");
        assertThat(ids(News.differing(contents, List.of(false, true)), "charts/feed.atom")
                        .get(1))
                .isNotEqualTo(ids.get(1));
        assertThat(feed(PageText.of(News.differing(contents, List.of(false, true, false, true)), "charts/feed.atom"))
                        .getEntries())
                .as("a week that does not find it does not say that it ended")
                .hasSize(1);
        List<Boolean> longKnown = new ArrayList<>(java.util.Collections.nCopies(30, true));
        assertThat(feed(PageText.of(News.differing(contents, longKnown), "charts/feed.atom"))
                        .getEntries())
                .as("nobody looks back far enough to say when it began")
                .isEmpty();
    }

    @Test
    void export_hasFeeds() throws IOException {
        assertThat(new Site(contents, LinkStyle.FILES).paths()).containsAll(FEEDS);
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

    /** As a feed reader reads it. */
    private static Feed feed(String xml) throws Exception {
        return (Feed) new WireFeedInput().build(new StringReader(xml));
    }

    private static List<String> ids(SampleContents of, String path) throws Exception {
        Feed feed = feed(PageText.of(of, path));
        List<String> ids = new ArrayList<>(List.of(feed.getId()));
        feed.getEntries().forEach(entry -> ids.add(entry.getId()));
        return ids;
    }
}
