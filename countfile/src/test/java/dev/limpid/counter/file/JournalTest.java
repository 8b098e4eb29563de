package dev.limpid.counter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.CountFileReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final int TODAY = 20_000;
    private static final int A_MONTH_AGO = TODAY - 30;

    @TempDir
    File local;

    @Test
    void append_afterSomebodyAskedForAnotherWeek_goesIntoThatWeek() throws IOException {
        Journal journal = new Journal(local, "example.org/tool", "1.0.0", "java17", "linux", "amd64");
        CurrentWeek first = journal.week(TODAY);
        append(journal, TODAY, 3);

        CurrentWeek second = journal.week(A_MONTH_AGO);
        append(journal, A_MONTH_AGO, 4);
        journal.close();

        assertThat(counts(first)).isEqualTo(Map.of("tool/run", 3L));
        assertThat(counts(second)).isEqualTo(Map.of("tool/run", 4L));
    }

    private static void append(Journal journal, int day, long events) throws IOException {
        journal.append("tool/run".getBytes(StandardCharsets.UTF_8), events, CurrentWeek.millisOf(day));
    }

    private static Map<String, Long> counts(CurrentWeek week) throws IOException {
        Path countFile = week.countFile().toPath();
        return CountFileReader.read(countFile).counts();
    }
}
