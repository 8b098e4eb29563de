package dev.limpid.counter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.CountFileReader;
import dev.limpid.countfile.CountedWeek;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    private static final int TODAY = 20_000;
    private static final int A_MONTH_AGO = TODAY - 30;

    @TempDir
    File local;

    @Test
    void append_afterSomebodyAskedForAnotherWeek_goesIntoThatWeek() throws IOException {
        Journal journal = journal();
        CurrentWeek first = journal.week(TODAY);
        append(journal, TODAY, 3);

        CurrentWeek second = journal.week(A_MONTH_AGO);
        append(journal, A_MONTH_AGO, 4);
        journal.close();

        assertThat(counts(first)).isEqualTo(Map.of("tool/run", 3L));
        assertThat(counts(second)).isEqualTo(Map.of("tool/run", 4L));
    }

    /** What a kill or a full disk leaves of the first frame must not keep what others append from counting. */
    @ParameterizedTest
    @ValueSource(ints = {1, 12, 60, 150})
    void append_afterMetadataThatWasTorn_counts(int bytes) throws IOException {
        Journal torn = journal();
        append(torn, TODAY, 3);
        File file = torn.week(TODAY).journal();
        torn.close();
        Files.write(file.toPath(), Arrays.copyOf(Files.readAllBytes(file.toPath()), bytes));

        for (int i = 1; i <= 2; i++) {
            Journal next = journal();
            append(next, TODAY, i);
            next.close();
        }

        long sum = 0;
        for (CountedWeek week : CountedWeek.in(local.toPath())) {
            sum += week.read().counts().getOrDefault("tool/run", 0L);
        }
        assertThat(sum).isEqualTo(3);
    }

    private Journal journal() {
        return new Journal(local, "example.org/tool", "1.0.0", "java17", "linux", "amd64");
    }

    private static void append(Journal journal, int day, long events) throws IOException {
        journal.append("tool/run".getBytes(StandardCharsets.UTF_8), events, CurrentWeek.millisOf(day));
    }

    private static Map<String, Long> counts(CurrentWeek week) throws IOException {
        Path countFile = week.countFile().toPath();
        return CountFileReader.read(countFile).counts();
    }
}
