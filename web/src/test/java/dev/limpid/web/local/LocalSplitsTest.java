package dev.limpid.web.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.web.SampleLocal;
import dev.limpid.web.words.SiteMessages;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One machine's weeks, split as the site splits charts. */
class LocalSplitsTest {
    private static final LocalDate END = LocalDate.of(2026, 11, 20);

    private static LocalHome.Week week(int before, ProgramReport... programs) {
        LocalDate end = END.minusWeeks(before);
        Report report = new Report(end, Optional.empty(), 0.01, "v1.0.0", List.of(programs));
        return new LocalHome.Week(end, true, report, List.of(), List.of(), "");
    }

    private static ProgramReport program(String version, Map<String, Long> counts) {
        return new ProgramReport(new Build("p", version, "java21", "linux", "amd64"), counts, Map.of());
    }

    @Test
    void cache_thatMissesSinceAVersion_isSeenOnTheMachineItself() {
        LocalSplits splits = LocalSplits.of(List.of(
                week(1, program("1.13", Map.of("cache:hit", 90L, "cache:miss", 10L, "runs", 4L))),
                week(0, program("1.13", Map.of("cache:hit", 10L)), program("1.14", Map.of("cache:miss", 30L)))));
        assertThat(splits.groups()).extracting(LocalSplits.Group::name).containsExactly("cache", "runs");
        LocalSplits.Group cache = splits.groups().get(0);
        assertThat(cache.columns()).containsExactly("hit", "miss");
        assertThat(cache.tables()).extracting(LocalSplits.Table::by).containsExactly("week", "version");
        List<LocalSplits.Row> weeks = cache.tables().get(0).rows();
        assertThat(weeks).extracting(LocalSplits.Row::value).containsExactly("2026-11-13", "2026-11-20");
        assertThat(weeks.get(1).cells().get(1)).isEqualTo(new LocalSplits.Cell(30, 0.75, 8));
        List<LocalSplits.Row> versions = cache.tables().get(1).rows();
        assertThat(versions.get(0).events()).isEqualTo(110);
        assertThat(versions.get(1).cells())
                .containsExactly(new LocalSplits.Cell(0, 0, 0), new LocalSplits.Cell(30, 1, 10));
        assertThat(splits.groups().get(1).hasShares()).isFalse();
    }

    @Test
    void manyBucketsAndWeeks_areCut_andNothingIsLostOfTheSums() {
        Map<String, Long> many = new TreeMap<>();
        IntStream.range(0, 40).forEach(i -> many.put("t:b" + i, 1L + i));
        LocalSplits splits = LocalSplits.of(IntStream.range(0, 60)
                .mapToObj(i -> week(i, program("1.0", many)))
                .toList());
        LocalSplits.Group group = splits.groups().get(0);
        assertThat(group.columns()).hasSize(8).startsWith("b39", "b38");
        assertThat(group.left()).isEqualTo(32);
        assertThat(group.tables().get(0).rows()).hasSize(26).allMatch(row -> row.events() == 820);
    }

    @Test
    void page_showsThem_andSaysWhereThereIsNothing() {
        String page = new LocalSite(SampleLocal.home(), SiteMessages.local("en"))
                .page("weeks/")
                .text();
        assertThat(page)
                .contains("All weeks that are kept here", "By version", "vim", "93.5%", "href=\"../weeks/2026-11-23\"")
                .doesNotContain("<script>alert");
        assertThat(new LocalSite(SampleLocal.empty(), SiteMessages.local("en"))
                        .page("weeks/")
                        .text())
                .contains("Nothing has been counted yet.");
        assertThat(new LocalSite(SampleLocal.home(), SiteMessages.local("en"))
                        .page("")
                        .text())
                .contains("href=\"./weeks/\"");
    }
}
