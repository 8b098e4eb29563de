package dev.limpid.countfile.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveModeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # mode file  , system     , variable       , value , expected      , source
            -            , -          , X              , x     , local         , DEFAULT
            on 2026-11-20, -          , X              , x     , on 2026-11-20 , CHOICE
            off          , -          , LIMPID         , on    , off           , CHOICE
            on 2026-11-20, -          , LIMPID         , local , local         , LIMPID
            on 2026-11-20, -          , LIMPID         , off   , off           , LIMPID
            on 2026-11-20, -          , LIMPID         , on    , on 2026-11-20 , CHOICE
            -            , -          , LIMPID         , on    , local         , DEFAULT
            on 2026-11-20, -          , DO_NOT_TRACK   , 1     , off           , DO_NOT_TRACK
            on 2026-11-20, -          , DO_NOT_TRACK   , 0     , on 2026-11-20 , CHOICE
            -            , -          , CI             , true  , off           , CI
            -            , -          , CI             , false , local         , DEFAULT
            local        , -          , CI             , true  , local         , CHOICE
            on 2026-11-20, off force  , X              , x     , off           , SYSTEM
            on 2026-11-20, off        , X              , x     , on 2026-11-20 , CHOICE
            -            , off        , X              , x     , off           , SYSTEM
            -            , on 2026-11-20, X            , x     , local         , SYSTEM
            -            , Off        , X              , x     , off           , SYSTEM
            on           , -          , X              , x     , off           , UNREADABLE
            on 2026-13-99, -          , X              , x     , off           , UNREADABLE
            maybe        , -          , X              , x     , off           , UNREADABLE
            """)
    void mode_isTheLowestOfAllThatHaveASay(
            String chosen, String system, String variable, String value, String expected, ModeSource source)
            throws IOException {
        TelemetryHome home = TelemetryHome.at("c", folder);
        if (chosen != null) {
            Files.writeString(home.modeFile(), chosen + "\n");
        }
        Path systemWide = folder.resolve("system");
        if (system != null) {
            Files.writeString(systemWide, system);
        }

        EffectiveMode mode =
                EffectiveMode.of(home, Environment.of(Map.of(variable, value), Map.of(), systemWide.toFile()), false);

        assertThat(mode.mode()).hasToString(expected);
        assertThat(mode.source()).isEqualTo(source);
        assertThat(mode.why()).isNotBlank();
    }

    @Test
    void on_mayUpload_onlyWeeksThatBeganLater() {
        Mode on = new Mode.On(LocalDate.parse("2026-11-20"));

        assertThat(on.mayUpload(LocalDate.parse("2026-11-20"))).isFalse();
        assertThat(on.mayUpload(LocalDate.parse("2026-11-21"))).isTrue();
        assertThat(new Mode.Local().mayUpload(LocalDate.parse("2026-11-21"))).isFalse();
    }

    @Test
    void write_thenRead_isTheChoice() throws IOException {
        TelemetryHome home = TelemetryHome.at("c", folder.resolve("new"));
        assertThat(ModeFile.read(home)).isEmpty();

        ModeFile.write(home, new Mode.On(LocalDate.parse("2026-11-20")));

        assertThat(ModeFile.read(home)).contains(new Mode.On(LocalDate.parse("2026-11-20")));
        assertThat(home.modeFile().getParent()).isDirectoryNotContaining("glob:**.tmp");
    }
}
