package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.words.SiteMessages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Sentences that are still in English on pages in another language, whether they come from a bundle or from code that
 * writes a sentence itself. Only the maintainers' own texts may be in English.
 */
class UntranslatedTextTest {

    /** Words of which most English sentences contain several, and none of which is a German word. */
    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(the|and|of|from|that|for|with|are|has|this|which|to|by|on|no|any|it|its|asks|says)\\b");

    private static final Pattern TEXT = Pattern.compile(">([^<>]+)<");
    private static final Pattern SAID = Pattern.compile(" (?:aria-label|title|alt|placeholder)=\"([^\"]*)\"");

    @Test
    void pagesOfTheSite_haveNoEnglishSentence() throws IOException {
        List<SampleContents> all = new ArrayList<>(SampleStates.all().values());
        all.add(SampleSite.contents());
        all.add(SampleYears.contents());
        Set<String> left = new TreeSet<>();
        for (SampleContents contents : all) {
            Set<String> theirs = theirs(contents);
            Site site = new Site(contents, LinkStyle.SERVED);
            for (String path : site.paths()) {
                if (SiteMessages.isTranslated(path, true)
                        && SiteMessages.folder(path).isEmpty()) {
                    english(site.page("de/" + path).orElseThrow().text(), theirs)
                            .forEach(text -> left.add(text + " (" + path + ")"));
                }
            }
        }
        assertThat(left).isEmpty();
    }

    private static Stream<String> english(String html, Set<String> theirs) {
        String body = html.substring(html.indexOf("<body"))
                .replaceAll("(?s)<(script|style|pre|code)\\b.*?</\\1>", "")
                .replaceAll("<li data-say=[^>]*>[^<]*", ""); // the script fills these
        return Stream.concat(
                        TEXT.matcher(body).results().map(one -> one.group(1)),
                        SAID.matcher(body).results().map(one -> one.group(1)))
                .map(UntranslatedTextTest::unescaped)
                .map(String::strip)
                .filter(text -> isEnglish(text) && theirs.stream().noneMatch(text::contains))
                .distinct();
    }

    private static boolean isEnglish(String text) {
        Set<String> found = new HashSet<>();
        Matcher word = ENGLISH.matcher(text);
        while (word.find()) {
            found.add(word.group());
        }
        return found.size() > 1;
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /** The texts of the collection's maintainers. */
    private static Set<String> theirs(SampleContents contents) throws IOException {
        Set<String> texts = new HashSet<>();
        for (ChartSet set : sets(contents)) {
            set.programs()
                    .forEach(program -> program.charts().stream()
                            .map(ChartResult::title)
                            .forEach(title -> texts.addAll(List.of(title.title(), title.description()))));
        }
        for (PublishedConfig version : contents.configurations()) {
            for (Chart chart : version.charts()) {
                texts.addAll(List.of(chart.title(), chart.description()));
            }
        }
        texts.add(contents.facts().summary());
        texts.add(contents.facts().title());
        texts.addAll(contents.facts().about());
        contents.facts().notice().ifPresent(texts::add);
        texts.remove("");
        return texts;
    }

    private static Collection<ChartSet> sets(SampleContents contents) throws IOException {
        List<ChartSet> sets = new ArrayList<>();
        for (var period : contents.periods()) {
            contents.charts(period).ifPresent(sets::add);
        }
        return sets;
    }
}
