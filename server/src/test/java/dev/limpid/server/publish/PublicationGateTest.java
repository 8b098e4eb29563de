package dev.limpid.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.publish.Publication.PublishedDay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationGateTest extends PublishingTest {

    PublicationGateTest(@TempDir Path temp) throws IOException {
        super(temp);
    }

    @Test
    void gate_publishesNothingThatFewerReportsShowAndDropsTheRest() throws IOException {
        LocalDate day = DAY.plusDays(30);
        accept(day, 200);
        Report rare = Sample.report(day, new Random(1));
        ProgramReport program = rare.programs().get(0);
        Build build = new Build(program.build().program(), "1.0.0", "java17", "windows", "arm64");
        ProgramReport unlike = new ProgramReport(
                build,
                Map.of("runs", 3L, "editor:other", 1L),
                Map.of("crash\norg.example.Tool.run:+0\norg.example.Odd.main:+1", 1L));
        Report odd = new Report(day, rare.lastWeek(), 0.123, rare.config(), List.of(unlike));
        store.append(day, ReportCodec.toJson(odd)).toCompletableFuture().join();
        for (int i = 0; i < 4; i++) {
            Build one = new Build(program.build().program(), "1.1.0", "java17", "windows", "arch" + i);
            ProgramReport alike = new ProgramReport(
                    one,
                    Map.of("runs", 1L),
                    Map.of("crash\norg.example.New.go:+1\norg.example.Way" + i + ".at:+1", 1L));
            Report report = new Report(day, rare.lastWeek(), 0.2 + i * 0.1, rare.config(), List.of(alike));
            store.append(day, ReportCodec.toJson(report)).toCompletableFuture().join();
        }
        Publisher gated = new Publisher(folder, store, Sample::decided, logged::put, rules().withGate(4));

        gated.publish(day.plusDays(1));

        String all = String.join("\n", lines(day));
        assertThat(lines(day)).hasSize(205);
        assertThat(all)
                .doesNotContain("arm64", "editor:other", "Odd", "Way", "arch2")
                .contains("\"X\":0.123,\"Config\":\"v1.0.0\",\"Programs\":[]}")
                .contains("\"Version\":\"1.1.0\",\"Runtime\":\"java17\",\"OS\":\"windows\",\"Arch\":\"other\"")
                .contains("{\"runs\":1},\"Stacks\":{\"crash\\norg.example.New.go:+1\":1}");
        assertThat(shownByFewerThan(4, day)).isEmpty();
        assertThat(store.weeks()).containsExactly(day);
        gated.publish(day.plusDays(23));
        assertThat(store.weeks()).isEmpty();
        assertThat(folder.root().resolveSibling("reports"))
                .as("nothing of the accepted form is left on the disk")
                .isDirectoryNotContaining(file -> !file.endsWith("lock"));
        assertThat(folder.publication().days())
                .extracting(PublishedDay::reports)
                .contains(205L);
    }

    /** Every build, counter and stack of the published day that fewer reports show. */
    private Set<String> shownByFewerThan(int least, LocalDate day) throws IOException {
        Map<String, Integer> shown = new TreeMap<>();
        for (String line : lines(day)) {
            Set<String> once = new TreeSet<>();
            for (ProgramReport program : read(line).programs()) {
                once.add(program.build().toString());
                once.addAll(program.counters().keySet());
                once.addAll(program.stacks().keySet());
            }
            once.forEach(one -> shown.merge(one, 1, Integer::sum));
        }
        shown.values().removeIf(count -> count >= least);
        return shown.keySet();
    }
}
