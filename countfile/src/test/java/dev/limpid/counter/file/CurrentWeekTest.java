package dev.limpid.counter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrentWeekTest {
    /** A Friday. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @TempDir
    Path folder;

    /** The class has its own calendar, since loading Java's takes time: both must agree, on each day of 130 years and around centuries. */
    @Test
    void days_areThoseOfJavasCalendar() {
        for (String from : new String[] {"0001-02-20", "1599-12-01", "1899-12-01", "1968-01-01", "2399-12-01"}) {
            LocalDate first = LocalDate.parse(from);
            int days = from.startsWith("1968") ? 48_000 : 800;
            for (int i = 0; i < days; i++) {
                LocalDate date = first.plusDays(i);
                int day = (int) date.toEpochDay();
                assertSame(date, day);
            }
        }
    }

    private static void assertSame(LocalDate date, int day) {
        boolean same = CurrentWeek.textOf(day).equals(date.toString())
                && CurrentWeek.parseDay("x" + date + "y", 1) == day
                && CurrentWeek.weekday(day) == date.getDayOfWeek().getValue() % 7;
        assertThat(same).as("%s", date).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29",
                "2026-02-30",
                "2026-04-31",
                "2026-13-01",
                "2026-00-10",
                "2026-01-00",
                "2026-01-32",
                "2026/01-01",
                "2026-01/01",
                "20x6-01-01",
                "2026-0:-01",
                "2026-01-0/",
                "2026-01-0",
                "2026-01",
                "2026",
                ""
            })
    void text_thatIsNoDay_isTold(String text) {
        assertThat(CurrentWeek.parseDay(text, 0)).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void weekEnd_isTheNextSuchDay_andNeverTheDayItself() {
        for (int weekday = 0; weekday < 7; weekday++) {
            LocalDate end = TODAY.with(TemporalAdjusters.next(DayOfWeek.of(weekday == 0 ? 7 : weekday)));
            assertThat(CurrentWeek.weekEnd(day(TODAY), weekday)).isEqualTo(day(end));
        }
        assertThat(CurrentWeek.dayOf(CurrentWeek.millisOf(day(TODAY)))).isEqualTo(day(TODAY));
        assertThat(CurrentWeek.dayOf(CurrentWeek.millisOf(day(TODAY)) - 1)).isEqualTo(day(TODAY) - 1);
    }

    @Test
    void week_withoutFiles_beginsToday_andEndsOnTheHomesDay() throws IOException {
        weekends("3");

        CurrentWeek week = find(TODAY);

        assertThat(week.begin()).isEqualTo(day(TODAY));
        assertThat(week.end()).isEqualTo(day(LocalDate.of(2026, 11, 25)));
        assertThat(week.countFile())
                .isEqualTo(folder.resolve("tool@1.0-java17-linux-amd64-2026-11-20.v1.count")
                        .toFile());
        assertThat(week.journal())
                .isEqualTo(folder.resolve("tool@1.0-java17-linux-amd64-2026-11-20.v1.journal")
                        .toFile());
    }

    /** A week's files say when it began; those of an ended week, of other builds and of tomorrow are ignored. */
    @ParameterizedTest
    @CsvSource({
        "tool@1.0-java17-linux-amd64-2026-11-18.v1.count    , 2026-11-18",
        "tool@1.0-java17-linux-amd64-2026-11-18.v1.journal  , 2026-11-18",
        "tool@1.0-java17-linux-amd64-2026-11-18.v1.journal.3, 2026-11-18",
        "tool@1.0-java17-linux-amd64-2026-11-17.v1.count    , 2026-11-20",
        "tool@1.0-java17-linux-amd64-2026-11-21.v1.count    , 2026-11-20",
        "tool@1.0-java17-linux-amd64-2026-11-18.v2.count    , 2026-11-20",
        "tool@1.0-java17-linux-amd64-2026-11-18             , 2026-11-20",
        "tool@1.0-java17-linux-amd64-2026-11-1              , 2026-11-20",
        "tool@1.0-java17-linux-amd64-2026-11-99.v1.count    , 2026-11-20",
        "tool@1.1-java17-linux-amd64-2026-11-18.v1.count    , 2026-11-20",
    })
    void week_beganWithItsOldestFile(String file, LocalDate begin) throws IOException {
        weekends("3");
        Files.createFile(folder.resolve(file));

        assertThat(find(TODAY).begin()).isEqualTo(day(begin));
    }

    @Test
    void day_isOutside_onceTheWeekEnded_orTheClockWasSetBack() throws IOException {
        weekends("3");
        CurrentWeek week = find(TODAY);

        assertThat(week.isOutside(day(TODAY))).isFalse();
        assertThat(week.isOutside(week.end() - 1)).isFalse();
        assertThat(week.isOutside(week.end())).isTrue();
        assertThat(week.isOutside(week.begin() - 1)).isFalse();
        assertThat(week.isOutside(week.begin() - 2)).isTrue();
    }

    @Test
    void weekday_isDrawnOnce_andAgainIfTheFileIsDamaged() throws IOException {
        File local = folder.resolve("new/local").toFile();
        CurrentWeek.find(local, "tool", "1.0", "java17", "linux", "amd64", day(TODAY));
        String drawn = Files.readString(local.toPath().resolve("weekends"));
        assertThat(drawn).matches("[0-6]");
        CurrentWeek.find(local, "tool", "1.0", "java17", "linux", "amd64", day(TODAY));
        assertThat(local.toPath().resolve("weekends")).hasContent(drawn);

        for (String damaged : new String[] {"", "7", "/", "x"}) {
            weekends(damaged);
            find(TODAY);
            assertThat(Files.readString(folder.resolve("weekends"))).matches("[0-6]");
        }
    }

    /** It may be intact, and a new one would move the ends of all programs' weeks to another day. */
    @Test
    void weekday_thatCannotBeRead_isNotDrawnAgain() throws IOException {
        Files.createDirectory(folder.resolve("weekends"));

        assertThatThrownBy(() -> find(TODAY))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read " + folder.resolve("weekends"));
        assertThat(folder.resolve("weekends")).isDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "tool     , tool",
        "a-b_c.9Z , a-b_c.9Z",
        "a/b      , a%2fb",
        "a:b      , a%3ab",
        "a@b      , a@b",
        "a[b      , a%5bb",
        "a`b      , a%60b",
        "a{b      , a%7bb",
        "a b      , a%20b",
    })
    void name_isSafeAsAFile(String program, String file) throws IOException {
        weekends("3");

        CurrentWeek week = CurrentWeek.find(folder.toFile(), program, "1.0", "java17", "linux", "amd64", day(TODAY));

        assertThat(week.countFile()).hasName(file + "@1.0-java17-linux-amd64-2026-11-20.v1.count");
    }

    @Test
    void sums_stopAtTheLargestNumber() {
        assertThat(CountFormat.saturatingAdd(3, 4)).isEqualTo(7);
        assertThat(CountFormat.saturatingAdd(-2, 1)).isEqualTo(-1);
        assertThat(CountFormat.saturatingAdd(-2, 2)).isEqualTo(-1);
        assertThat(CountFormat.saturatingAdd(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(-2);
    }

    private CurrentWeek find(LocalDate today) throws IOException {
        return CurrentWeek.find(folder.toFile(), "tool", "1.0", "java17", "linux", "amd64", day(today));
    }

    private void weekends(String digit) throws IOException {
        Files.writeString(folder.resolve("weekends"), digit);
    }

    private static int day(LocalDate date) {
        return (int) date.toEpochDay();
    }
}
