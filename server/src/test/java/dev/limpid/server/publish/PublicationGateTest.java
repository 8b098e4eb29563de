package dev.limpid.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.server.publish.file.AnswerFiles;
import dev.limpid.server.publish.gate.GeneralizationStep;
import dev.limpid.server.publish.index.GateSummary;
import dev.limpid.server.publish.index.PublishedCharts;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.local.LocalAnswerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shipped publisher shows behind a gate, and that nothing reveals what it does not show. */
class PublicationGateTest extends PublishingTestBase {

    private static final int LEAST = 5;
    private static final LocalDate LATER = WEEK.plusWeeks(1);
    private static final LocalDate LATER_FINAL = FINAL.plusWeeks(1);

    private final Path temp;

    PublicationGateTest(@TempDir Path temp) throws IOException {
        super(temp);
        this.temp = temp;
    }

    @Test
    void rareAnswer_losesAttributesThenCountsAndAtLastIsLeftOut() throws IOException {
        for (int i = 0; i < 6; i++) {
            accept(editors("1.1.0", "linux", "amd64", 2)); // common
        }
        for (int i = 0; i < 5; i++) {
            accept(editors("1.0.0", "darwin", i < 2 ? "arm64" : "amd64", 3)); // equal without the processor
            accept(editors("1.0." + i, "windows", "arm64", 7)); // equal without the version
            accept(time(8 + i)); // equal as 11
            accept(time(300 + 500L * (i % 2))); // equal as 1024
            accept(crash(i)); // equal to none
        }
        accept(time(1L << 40)); // even with a count of 1 there is only this one
        publisher(rules().withGate(LEAST)).publish(LATER_FINAL);

        assertThat(lines(LATER))
                .containsExactlyInAnyOrder(
                        line(
                                "editors",
                                "\"Version\":\"1.1.0\",\"OS\":\"linux\",\"Arch\":\"amd64\",",
                                "\"editor:vim\":2",
                                6),
                        line("editors", "\"Version\":\"1.0.0\",\"OS\":\"darwin\",", "\"editor:vim\":3", 5),
                        line("editors", "", "\"editor:vim\":7", 5),
                        line("time", "", "\"time:<10ms\":11", 5),
                        line("time", "", "\"time:<10ms\":1024", 5));
        PublishedWeek week = folder.publication().week(LATER).orElseThrow();
        assertThat(week.gate()).contains(new GateSummary(LEAST, 10, 10, 6));
        assertThat(week.answers()).isEqualTo(26);
        assertThat(week.accepted()).isEqualTo(32);
        assertThat(folder.charts(Period.week(LATER)).orElseThrow().notes())
                .anyMatch(note -> note.contains("fewer than 5 machines")
                        && note.contains("10 answers with coarser counts, 6 answers left out"));
        assertThat(problems()).isEmpty();
    }

    /** Nobody learns which charts the gate changed, so every chart says so. */
    @Test
    void figuresBehindAGateThatChangedAnything_haveNoIntervalAndSayWhy() throws IOException {
        accept(60, () -> editors("1.1.0", "linux", "amd64", 2));
        accept(time(1L << 40));
        publisher(rules().withGate(LEAST)).publish(LATER_FINAL);

        ChartSet charts = folder.charts(Period.week(LATER)).orElseThrow();
        ChartResult.Partition editors = editors(charts);
        assertThat(editors.buckets().get(0).share()).isEqualTo(Estimate.withoutInterval(1));
        assertThat(editors.trend().series().get(0).points()).endsWith(Estimate.withoutInterval(1));
        assertThat(editors.notes()).anyMatch(note -> note.contains("no 99% interval can be given"));
        assertThat(charts.programs().get(0).installations().hasInterval()).isFalse();
        assertThat(problems()).isEmpty();
    }

    @Test
    void figuresBehindAGateThatChangedNothing_haveIntervals() throws IOException {
        accept(60, () -> editors("1.1.0", "linux", "amd64", 2));
        publisher(rules().withGate(LEAST)).publish(LATER_FINAL);

        ChartResult.Partition editors =
                editors(folder.charts(Period.week(LATER)).orElseThrow());
        assertThat(editors.buckets().get(0).share().hasInterval()).isTrue();
        assertThat(editors.notes()).isEmpty();
    }

    private static ChartResult.Partition editors(ChartSet charts) {
        return charts.programs().get(0).charts().stream()
                .filter(chart -> chart.title().chart().endsWith("/editors"))
                .map(ChartResult.Partition.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Small counts gain nothing compared with large ones: after coarsening, their sum is nearly the same. */
    @RepeatedTest(4)
    void coarserCounts_areNeitherSmallerNorLargerOnTheWhole(RepetitionInfo repetition) {
        GeneralizationStep step = repetition.getCurrentRepetition() % 2 == 0
                ? GeneralizationStep.POWERS_OF_2
                : GeneralizationStep.POWERS_OF_16;
        Random random = new Random(repetition.getCurrentRepetition());
        double logarithms = 0;
        for (int i = 0; i < 4_000; i++) {
            long count = (long) Math.exp(Math.log(16) + random.nextDouble() * Math.log(1 << 20));
            Answer coarser = step.coarser(time(count));
            long shown = coarser.parts().get(0).counts().getOrDefault("time:<10ms", 0L);
            assertThat(step.coarser(coarser)).isEqualTo(coarser);
            logarithms += Math.log((double) shown / count) / 4_000;
        }
        assertThat(logarithms).isBetween(-0.05, 0.05);
    }

    @RepeatedTest(8)
    void everyLine_isOfEnoughMachinesAndEveryAnswerIsAccountedFor(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        int answers = 50 + random.nextInt(400);
        accept(answers, () -> SampleCollection.answer(LATER, random));
        int least = 2 + random.nextInt(8);

        publisher(rules().withGate(least)).publish(LATER_FINAL);

        PublishedWeek week = folder.publication().week(LATER).orElseThrow();
        GateSummary gate = week.gate().orElseThrow();
        assertThat(answers(LATER)).allMatch(one -> one.machines() >= least);
        assertThat(week.answers() + gate.leftOut()).isEqualTo(answers).isEqualTo(week.accepted());
        long common = commonAsTheyAre(least);
        assertThat(common + gate.attributes() + gate.counts()).isEqualTo(week.answers());
        assertThat(problems()).isEmpty();
    }

    /**
     * Even with everything that is published, nobody can find out which processors the rare answers named: with others in
     * their place, every published byte is the same, including the index and the log's manifest.
     */
    @RepeatedTest(8)
    void hiddenAttributes_changeNoByteOfWhatIsPublished(RepetitionInfo repetition) throws IOException {
        Random random = new Random(100 + repetition.getCurrentRepetition());
        List<Answer> one = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            one.add(SampleCollection.answer(LATER, random));
        }
        Map<Answer, Integer> machines = new HashMap<>();
        one.forEach(answer -> machines.merge(answer, 1, Integer::sum));
        List<Answer> other = new ArrayList<>();
        int changed = 0;
        for (Answer answer : one) {
            boolean rare = machines.getOrDefault(answer, 0) < LEAST;
            Answer instead = rare ? withArch(answer, "mips-" + random.nextInt(1000)) : answer;
            changed += instead.equals(answer) ? 0 : 1;
            other.add(instead);
        }
        Collections.shuffle(other, random);
        assertThat(changed).isPositive();

        assertThat(published("other", other, LATER_FINAL)).isEqualTo(published("one", one, LATER_FINAL));
    }

    /** The same for answers that are shown only with coarser counts, and for answers that are left out. */
    @Test
    void hiddenCountsAndAnswers_changeNoByteOfWhatIsPublished() throws IOException {
        List<Answer> one = new ArrayList<>();
        List<Answer> other = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            one.add(time(16 + i % 4));
            other.add(time(31 - i % 3));
        }
        one.add(time(1L << 30));
        one.add(crash(1));
        other.add(time(5_000));
        other.add(editors("1.0.0", "linux", "amd64", 1L << 20));

        assertThat(published("other", other, LATER_FINAL)).isEqualTo(published("one", one, LATER_FINAL));
    }

    /**
     * Without a gate, the two revisions of a week would differ by a few answers that arrive between their days. Behind a
     * gate there is only one revision.
     */
    @Test
    void week_isPublishedOnceSoThatNoDifferenceTellsWhatAFewAnswered() throws IOException {
        Publisher gated = publisher(rules().withGate(LEAST));
        Random random = new Random(5);
        accept(100, () -> SampleCollection.answer(LATER, random));
        Set<String> contents = new HashSet<>();
        int manifests = 0;
        for (LocalDate day = LATER; !day.isAfter(LATER_FINAL.plusDays(40)); day = day.plusDays(1)) {
            if (day.isBefore(LATER_FINAL)) {
                accept(editors("1.0.0", "linux", "amd64", 1 + day.getDayOfMonth() % 3));
            }
            manifests += (int) gated.publish(day).weeks().stream()
                    .filter(week -> week.week().equals(LATER))
                    .count();
            folder.publication().week(LATER).ifPresent(week -> contents.add(week.contentSha256()));
            if (day.isBefore(LATER_FINAL)) {
                assertThat(folder.publication().week(LATER)).isEmpty();
            }
        }

        assertThat(contents).hasSize(1);
        assertThat(manifests).isEqualTo(1);
        assertThat(folder.publication().week(LATER).orElseThrow().earlier()).isEmpty();
    }

    /**
     * An operator who sets a gate between the two revisions of a week does not reveal late answers by their difference.
     */
    @Test
    void gateThatIsSetBetweenTwoRevisions_closesTheWeek() throws IOException {
        publisher().publish(PROVISIONAL);
        List<String> before = lines(WEEK);
        accept(editorsOf(WEEK, "1.0.0", "windows", "arm64", 99));

        publisher(rules().withGate(LEAST)).publish(FINAL);

        PublishedWeek week = folder.publication().week(WEEK).orElseThrow();
        assertThat(week.state()).isEqualTo(PublishedWeek.State.FINAL);
        assertThat(lines(WEEK)).isEqualTo(before);
        assertThat(week.gate()).contains(GateSummary.closed(1));
        assertThat(problems()).isEmpty();
    }

    private long commonAsTheyAre(int least) throws IOException {
        Map<String, Long> machines = new TreeMap<>();
        store.read(LATER, answer -> machines.merge(new String(answer, UTF_8), 1L, Long::sum));
        return machines.values().stream()
                .filter(n -> n >= least)
                .mapToLong(n -> n)
                .sum();
    }

    /** Every byte that a collection with these answers publishes, by file. */
    private Map<String, String> published(String name, List<Answer> answers, LocalDate today) throws IOException {
        Map<String, String> published = new TreeMap<>();
        try (AnswerStore own = LocalAnswerStore.open(temp.resolve(name))) {
            accept(own, answers);
            PublishedFolder to = new PublishedFolder(temp.resolve(name + "-published"), "example.org");
            new Publisher(
                            to,
                            own,
                            SampleCollection.source(),
                            (version, manifest) -> published.put(version, new String(manifest, UTF_8)),
                            rules().withGate(LEAST),
                            NetworkCounts.NONE)
                    .publish(today);
            published.put("index", new String(to.publication().toJson(), UTF_8));
            for (PublishedWeek week : to.publication().weeks()) {
                AnswerFiles.lines(
                        to.file(week), line -> published.merge(week.file(), new String(line, UTF_8), String::concat));
            }
            for (PublishedCharts charts : to.publication().charts()) {
                published.put(charts.file(), Files.readString(to.file(charts)));
            }
        }
        assertThat(published).hasSizeGreaterThan(3);
        return published;
    }

    private static Answer withArch(Answer answer, String arch) {
        List<AnswerPart> parts = new ArrayList<>();
        for (AnswerPart part : answer.parts()) {
            Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
            attributes.putAll(part.attributes());
            attributes.computeIfPresent(Attribute.ARCH, (attribute, before) -> arch);
            parts.add(new AnswerPart(attributes, part.counts()));
        }
        return new Answer(answer.week(), answer.config(), answer.chart(), parts);
    }

    private static Answer editors(String version, String os, String arch, long count) {
        return editorsOf(LATER, version, os, arch, count);
    }

    private static Answer editorsOf(LocalDate week, String version, String os, String arch, long count) {
        return SampleCollection.answer(
                week,
                "editors",
                Map.of(Attribute.VERSION, version, Attribute.OS, os, Attribute.ARCH, arch),
                Map.of("editor:vim", count));
    }

    private static Answer time(long count) {
        return SampleCollection.answer(LATER, "time", Map.of(), Map.of("time:<10ms", count));
    }

    private static Answer crash(int line) {
        return SampleCollection.answer(
                LATER,
                "crashes",
                Map.of(Attribute.VERSION, "1.0.0"),
                Map.of("crash\norg.example.Tool.run:+" + line, 1L));
    }

    private static String line(String chart, String attributes, String counts, int machines) {
        return "{\"Week\":\"" + LATER + "\",\"Config\":\"v1.0.0\",\"Chart\":\"org.example/tool/" + chart
                + "\",\"Builds\":[{" + attributes + "\"Counts\":{" + counts + "}}],\"N\":" + machines + "}";
    }
}
