package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.CountedWeek;
import dev.limpid.testkit.ProgramRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails while a program runs: files that are in the way at the week's end, and memory. */
class FailureAtTheWeeksEndTest {
    private static final String COLLECTION = "programs.example.org";
    private static final int DATE = "2026-11-20".length();

    @TempDir
    Path folder;

    @Test
    void programThatFailsAtTheWeeksEnd_countsNothingMoreIntoTheOldWeek_andGoesOnInTheNew() throws Exception {
        Path local = folder.resolve(COLLECTION).resolve("local");
        Process program = program(Programs.Weekly.class);
        try (BufferedReader out = program.inputReader();
                OutputStream in = program.getOutputStream()) {
            assertThat(out.readLine()).isEqualTo("mapped");
            List<Path> inTheWay = new ArrayList<>();
            Path old = countFile(local);
            String name = old.getFileName().toString();
            int date = name.indexOf(".v1.count") - DATE;
            for (int days = 7; days <= 8; days++) {
                LocalDate begin =
                        LocalDate.parse(name.substring(date, date + DATE)).plusDays(days);
                for (String ending : List.of(".v1.count", ".v1.journal")) {
                    inTheWay.add(Files.createDirectory(local.resolve(name.substring(0, date) + begin + ending)));
                }
            }
            SortedMap<String, Long> before = CountedWeek.of(old).read().counts();

            answer(in);
            assertThat(out.readLine()).contains(" not a regular file");
            for (Path each : inTheWay) {
                Files.delete(each);
            }
            answer(in);
            assertThat(out.readLine()).isEqualTo("counting again");
            assertThat(program.waitFor()).isZero();

            assertThat(CountedWeek.of(old).read().counts()).isEqualTo(before);
            Files.delete(old);
            Files.delete(local.resolve(name.replace(".v1.count", ".v1.journal")));
            assertThat(counts(local)).containsOnly(Map.entry("weekly/event", 7L), Map.entry("weekly/other", 1L));
        } finally {
            program.destroyForcibly();
        }
    }

    /** The thread that counts may end by an Error; then a user who asks learns why. */
    @Test
    void backgroundWriterThatRunsOutOfMemory_tellsWhy() throws Exception {
        Process program = ProgramRunner.of(Programs.Crammed.class)
                .home(folder)
                .variable("LIMPID_NOW", "2026-11-25T12:00:00Z") // not shortly before the week's end
                .jvm("-Xmx32m")
                .start();
        try (BufferedReader out = program.inputReader()) {
            assertThat(out.readLine()).startsWith("cannot go on counting: java.lang.OutOfMemoryError");
            assertThat(program.waitFor()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    private Process program(Class<?> main) throws IOException {
        return ProgramRunner.of(main)
                .home(folder)
                .jvm("-Dlimpid.map.after=100", "-Dlimpid.look.after=20")
                .start();
    }

    private static void answer(OutputStream in) throws IOException {
        in.write('\n');
        in.flush();
    }

    private static Path countFile(Path local) throws IOException {
        return CountedWeek.in(local).get(0).countFile();
    }

    private static SortedMap<String, Long> counts(Path local) throws IOException {
        List<CountedWeek> weeks = CountedWeek.in(local);
        assertThat(weeks).hasSize(1);
        return weeks.get(0).read().counts();
    }
}
