package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountFileContents;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.countfile.CountingFailure;
import dev.limpid.testkit.ProgramRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeekEndTest {
    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");

    @TempDir
    Path folder;

    @Test
    void program_thatRunsOverTheWeeksEnd_goesOnInTheNextWeeksFiles() throws Exception {
        TelemetryHome home = TelemetryHome.at("programs.example.org", folder.resolve("programs.example.org"));
        Files.createDirectories(home.local());
        Files.writeString(home.local().resolve("weekends"), "6");

        ProgramRunner.Result run = ProgramRunner.of(Programs.Busy.class)
                .home(folder)
                .variable("LIMPID_NOW", FRIDAY + "T23:59:58Z")
                .jvm("-Dlimpid.map.after=100")
                .run("4000");

        assertThat(run).isEqualTo(new ProgramRunner.Result(0, "done" + System.lineSeparator(), ""));
        List<CountFileContents> weeks = new ArrayList<>();
        for (CountedWeek week : CountedWeek.in(home)) {
            assertThat(week.inUse()).isFalse();
            weeks.add(week.read());
        }
        assertThat(weeks).extracting(CountFileContents::begin).containsExactly(FRIDAY, FRIDAY.plusDays(1));
        assertThat(weeks).extracting(CountFileContents::end).containsExactly(FRIDAY.plusDays(1), FRIDAY.plusDays(8));
        assertThat(weeks).allSatisfy(week -> assertThat(week.counts()).containsKeys("busy/loop", "busy/other"));
        assertThat(CountingFailure.of(home)).isEmpty();
    }
}
