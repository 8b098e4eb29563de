package dev.limpid.uploader.consent;

import static dev.limpid.uploader.config.ToolConfig.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.countfile.mode.ModeSource;
import dev.limpid.uploader.home.CollectionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a choice changes, and when a program may ask for one. */
class UserChoiceTest {

    private ConsentHome home;

    @BeforeEach
    void makeHome(@TempDir Path folder) {
        home = new ConsentHome(folder);
    }

    @Test
    void on_isTheDayOfConsent_andLeavesWhatTheCommandNeeds() throws Exception {
        assertThat(home.choice().isOn()).isFalse();
        assertThat(home.choice().dayOfConsent()).as("what on would give").isEqualTo(LocalDate.parse("2026-11-21"));
        assertThat(home.home().folder()).as("asking changes nothing").doesNotExist();

        assertThat(home.choice().on()).isEqualTo(LocalDate.parse("2026-11-21"));

        assertThat(home.text("mode")).isEqualTo("on 2026-11-21\n");
        assertThat(home.choice().isOn()).isTrue();
        assertThat(CollectionFile.read(home.home())).contains(home.collection());
    }

    @Test
    void on_withoutACollection_keepsTheChoiceOnly() throws Exception {
        new UserChoice(home.home(), Optional.empty(), home.environment()).on();
        assertThat(home.text("mode")).isEqualTo("on 2026-11-21\n");
        assertThat(CollectionFile.path(home.home())).doesNotExist();
    }

    @Test
    void agreeingAgain_keepsTheEarlierDay() throws Exception {
        home.choice().on();
        home.today("2026-12-05");
        assertThat(home.choice().dayOfConsent()).isEqualTo(LocalDate.parse("2026-11-21"));
        assertThat(home.choice().on()).isEqualTo(LocalDate.parse("2026-11-21"));
        assertThat(home.text("mode")).isEqualTo("on 2026-11-21\n");
    }

    @Test
    void agreeingAfterAnotherChoice_countsFromToday() throws Exception {
        home.choice().on();
        home.choice().local();
        assertThat(home.choice().isOn()).isFalse();
        home.today("2026-12-05");
        assertThat(home.choice().on()).isEqualTo(LocalDate.parse("2026-12-05"));
        assertThat(home.text("mode")).isEqualTo("on 2026-12-05\n");
    }

    @Test
    void dayAfterToday_isNoConsent_andADayOfTodayIs() throws Exception {
        home.write("mode", "on 2026-11-22\n");
        assertThat(home.choice().isOn()).as("stored by a clock that was ahead").isFalse();
        assertThat(home.choice().dayOfConsent()).isEqualTo(LocalDate.parse("2026-11-21"));
        assertThat(home.choice().on()).isEqualTo(LocalDate.parse("2026-11-21"));
        assertThat(home.text("mode")).isEqualTo("on 2026-11-21\n");
        assertThat(home.choice().isOn()).isTrue();
    }

    @Test
    void on_setsAsideWhatWasCountedByAClockThatWasAhead() throws Exception {
        home.write("local/tool@1.0-java17-linux-amd64-2027-01-08.v1.count", "counted before anybody agreed");
        home.write("local/tool@1.0-java17-linux-amd64-2026-11-20.v1.count", "this week");
        home.choice().on();
        assertThat(home.home().local().resolve("tool@1.0-java17-linux-amd64-2027-01-08.v1.count"))
                .doesNotExist();
        assertThat(home.home().local().resolve("tool@1.0-java17-linux-amd64-2026-11-20.v1.count"))
                .exists();
    }

    @Test
    void on_thatCannotBeWritten_isNoConsent() throws Exception {
        home.write("mode/in the way", "");
        assertThatThrownBy(() -> home.choice().on()).isInstanceOf(IOException.class);
        assertThat(home.choice().isOn()).isFalse();
        assertThat(CollectionFile.path(home.home())).doesNotExist();
    }

    @Test
    void userWhoAgrees_hasSeenWhatWasOnShow() throws Exception {
        home.prove(asking("v1.0.0", "a"));
        home.today("2026-11-23");
        home.prove(asking("v1.1.0", "a", "b"));
        assertThat(home.shown().onShow()).hasSize(1);
        home.choice().on();
        assertThat(home.shown().onShow()).isEmpty();
    }

    /** Programs can agree again at each start, without showing anything: that must not shorten the week on show. */
    @Test
    void agreeingAgain_putsNothingIntoForce() throws Exception {
        home.choice().on();
        home.prove(asking("v1.0.0", "a"));
        home.today("2026-11-23");
        home.prove(asking("v1.1.0", "a", "b"));
        home.choice().on();
        assertThat(home.shown().onShow()).hasSize(1);
        home.choice().markSeen();
        assertThat(home.shown().onShow()).as("a program that showed it says so").isEmpty();
    }

    @Test
    void localAndOff_setTheirModes() throws Exception {
        home.choice().local();
        assertThat(home.text("mode")).isEqualTo("local\n");
        assertThat(home.choice().effective().mode()).isEqualTo(new Mode.Local());
        home.choice().off();
        assertThat(home.text("mode")).isEqualTo("off\n");
        assertThat(home.choice().effective().mode()).isEqualTo(new Mode.Off());
        assertThat(home.choice().effective().source()).isEqualTo(ModeSource.CHOICE);
    }

    @Test
    void effectiveMode_isOff_ifTheAuthorChoseThat() {
        assertThat(home.choice().effective().mode()).isEqualTo(new Mode.Local());
        UserChoice careful =
                new UserChoice(home.home(), Optional.of(home.collection().startingOff()), home.environment());
        assertThat(careful.effective().mode()).isEqualTo(new Mode.Off());
        assertThat(careful.mayAsk()).as("nobody has chosen").isTrue();
        assertThat(new UserChoice(home.home(), Optional.empty(), home.environment())
                        .effective()
                        .mode())
                .isEqualTo(new Mode.Local());
    }

    @Test
    void choiceOfThisProcess_isThatOfItsHome() {
        EffectiveMode effective =
                UserChoice.of(CollectionIdentity.local("telemetry.example.org")).effective();
        Environment process = Environment.ofProcess();
        assertThat(effective)
                .isEqualTo(EffectiveMode.of(TelemetryHome.of("telemetry.example.org", process), process, false));
    }

    @Test
    void systemWideLocal_allowsTheQuestion_andSystemWideOffDoesNot() throws Exception {
        assertThat(home.choice().mayAsk()).isTrue();
        Files.writeString(home.systemWideMode(), "local\n");
        assertThat(home.choice().effective().source()).isEqualTo(ModeSource.SYSTEM);
        assertThat(home.choice().mayAsk()).isTrue();
        Files.writeString(home.systemWideMode(), "off\n");
        assertThat(home.choice().mayAsk()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on 2026-11-20", "on 2027-11-20", "local", "off", "perhaps"})
    void userWhoHasChosen_isNotAsked(String mode) throws Exception {
        home.write("mode", mode + "\n");
        assertThat(home.choice().mayAsk()).isFalse();
    }

    @Test
    void notNow_holdsFor90Days() throws Exception {
        home.choice().postpone();
        assertThat(home.text("not-now")).isEqualTo("2026-11-21\n");
        assertThat(home.choice().mayAsk()).isFalse();
        home.today("2027-02-19");
        assertThat(home.choice().mayAsk()).as("on the 90th day").isFalse();
        home.today("2027-02-20");
        assertThat(home.choice().mayAsk()).isTrue();
    }

    @Test
    void notNowFromTheFuture_countsAsToday() throws Exception {
        home.write("not-now", "2031-01-01\n");
        assertThat(home.choice().mayAsk()).isFalse();
        home.write("not-now", "2026-08-23\n");
        assertThat(home.choice().mayAsk()).as("90 days ago").isFalse();
        home.write("not-now", "2026-08-22\n");
        assertThat(home.choice().mayAsk()).as("91 days ago").isTrue();
    }

    @Test
    void unreadableNotNow_preventsTheQuestion() throws Exception {
        home.write("not-now", "some day\n");
        assertThat(home.choice().mayAsk()).as("no day").isFalse();
        Files.write(home.home().folder().resolve("not-now"), new byte[] {(byte) 0xff, '\n'});
        assertThat(home.choice().mayAsk()).as("no text").isFalse();
        Files.delete(home.home().folder().resolve("not-now"));
        Files.createDirectory(home.home().folder().resolve("not-now"));
        assertThat(home.choice().mayAsk()).as("a folder").isFalse();
    }

    @Test
    void beginAsking_remembersFirst_andAsksOnce() throws Exception {
        assertThat(home.choice().beginAsking()).isTrue();
        assertThat(home.text("not-now")).isEqualTo("2026-11-21\n");
        assertThat(home.choice().beginAsking()).isFalse();
    }

    @Test
    void eachReply_isApplied_andItsSentenceSaysWhatFollows() throws Exception {
        assertThat(home.choice().apply(ConsentPrompt.Reply.NOT_NOW)).contains("90 days");
        assertThat(home.choice().apply(ConsentPrompt.Reply.NOT_KEPT)).contains("90 days");
        assertThat(home.home().modeFile()).doesNotExist();
        assertThat(home.choice().apply(ConsentPrompt.Reply.YES)).contains("2026-11-21");
        assertThat(home.text("mode")).isEqualTo("on 2026-11-21\n");
        assertThat(home.choice().apply(ConsentPrompt.Reply.NO)).contains("Nothing is counted");
        assertThat(home.text("mode")).isEqualTo("off\n");
    }

    @Test
    void words_areThoseOfTheProvenConfiguration_elseOfTheProgram() throws Exception {
        assertThat(home.choice().inWords(List.of()).lines())
                .as("before anything is known")
                .anyMatch(line -> line.contains(ConsentHome.SERVER))
                .anyMatch(line -> line.contains(ConsentHome.LOG));
        home.prove(asking("v1.0.0", "a"));
        assertThat(home.choice().inWords(List.of()).lines())
                .first()
                .asString()
                .contains(ConsentHome.SERVER)
                .contains("v1.0.0");
        Files.delete(home.home().config().resolve("v1.0.0.zip"));
        assertThat(home.choice().inWords(List.of()).lines())
                .as("what cannot be proven is not in force")
                .noneMatch(line -> line.contains("v1.0.0"));
        Files.delete(home.home().config().resolve("verified"));
        Files.createDirectory(home.home().config().resolve("verified"));
        assertThat(home.choice().inWords(List.of()).lines())
                .as("what cannot be read is not in force")
                .noneMatch(line -> line.contains("v1.0.0"))
                .anyMatch(line -> line.contains(ConsentHome.SERVER));
    }

    @Test
    void words_nameNoPlace_ifTheChoiceOfTheWayCannotBeUnderstood() throws Exception {
        home.write("relay", "https://relay.example.net/r\n");
        assertThat(home.choice().inWords(List.of()).lines())
                .anyMatch(line -> line.contains("https://relay.example.net/r"))
                .noneMatch(line -> line.contains(ConsentHome.LOG));
        home.write("relay", "perhaps\n");
        assertThat(home.choice().inWords(List.of()).lines())
                .anyMatch(line -> line.contains(ConsentHome.SERVER))
                .noneMatch(line -> line.contains(ConsentHome.LOG) || line.contains("relay.example.net"));
    }

    @Test
    void words_areInTheReadersLanguage_orAnother() {
        home.variables.put("LIMPID_LANG", "de");
        assertThat(home.choice().inWords(List.of()).lines()).first().asString().startsWith("Antworten gehen an");
        assertThat(home.choice().inWords(List.of(), "en").lines())
                .first()
                .asString()
                .startsWith("Answers go to");
        home.variables.remove("LIMPID_LANG");
        assertThat(home.choice().inWords(List.of(), "de").lines())
                .first()
                .asString()
                .startsWith("Antworten gehen an");
    }
}
