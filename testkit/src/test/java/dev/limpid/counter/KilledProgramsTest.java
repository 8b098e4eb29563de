package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountingFailure;
import dev.limpid.testkit.ProgramRunner;
import java.io.BufferedReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four processes of two threads each share a count file and are killed at random, for four rounds. */
class KilledProgramsTest {
    private static final int PROCESSES = 4;
    private static final int ROUNDS = 3;
    private static final int PAGE = 16384;

    @TempDir
    Path folder;

    /** How many events of each name are known to be completed, and how many more may have been in progress. */
    private final SortedMap<String, Long> completed = new TreeMap<>();

    private final Map<String, Long> underWay = new HashMap<>();

    @Test
    void countFile_ofKilledProcesses_holdsEveryCompletedEventOnce() throws Exception {
        Random random = new Random(20261120);
        for (int round = 0; round < ROUNDS; round++) {
            List<Process> processes = new ArrayList<>();
            try {
                for (int i = 0; i < PROCESSES; i++) {
                    String run = "run" + round + "-" + i;
                    processes.add(ProgramRunner.of(Programs.Killed.class)
                            .home(folder)
                            .jvm("-Dlimpid.map.after=100")
                            .start(folder.resolve(run).toString(), run));
                }
                for (Process process : processes) {
                    BufferedReader out = process.inputReader();
                    // If it prints nothing, its standard error says why.
                    String said = out.readLine();
                    assertThat(said)
                            .as(() ->
                                    String.valueOf(process.errorReader().lines().toList()))
                            .isEqualTo("mapped");
                }
                for (int i = 0; i < PROCESSES; i++) {
                    untilEvents(
                            processes.get(i),
                            folder.resolve("run" + round + "-" + i),
                            Integer.getInteger("killed.events", 2_000) + random.nextInt(2_000));
                    processes.get(i).destroyForcibly().waitFor();
                }
            } finally {
                for (Process process : processes) {
                    process.destroyForcibly().waitFor();
                }
            }
            for (int i = 0; i < PROCESSES; i++) {
                addProgress("run" + round + "-" + i);
            }
        }

        SortedMap<String, Long> counts =
                new TreeMap<>(ProgramEndTest.read(folder).counts());
        counts.remove("killed/mapped");

        assertThat(CountingFailure.of(TelemetryHome.at("programs.example.org", folder.resolve("programs.example.org"))))
                .isEmpty();
        assertThat(counts.keySet()).containsAll(completed.keySet());
        counts.forEach((name, count) -> assertThat(count)
                .as(name)
                .isBetween(
                        completed.getOrDefault(name, 0L),
                        completed.getOrDefault(name, 0L) + underWay.getOrDefault(name, 0L)));
        try (var files = Files.list(folder.resolve("programs.example.org/local"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".v1.count")
                            && !file.toString().contains(".stripe")))
                    .singleElement()
                    .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(20 * PAGE));
        }
    }

    /** Until each of its two threads has completed this many. */
    private static void untilEvents(Process process, Path progress, long events) throws Exception {
        ByteBuffer completed;
        do {
            assertThat(process.isAlive()).isTrue();
            completed = ByteBuffer.wrap(Files.readAllBytes(progress));
        } while (Math.min(completed.getLong(0), completed.getLong(Long.BYTES)) < events);
    }

    private void addProgress(String run) throws Exception {
        ByteBuffer progress = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(run)));
        for (int thread = 0; thread < 2; thread++) {
            long events = progress.getLong(thread * Long.BYTES);
            for (long event = 0; event < events; event++) {
                completed.merge(Programs.Killed.name(run, thread, event), 1L, Long::sum);
            }
            underWay.merge(Programs.Killed.name(run, thread, events), 1L, Long::sum);
        }
    }
}
