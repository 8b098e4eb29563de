package dev.limpid.uploader.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.uploader.consent.ConsentPrompt.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the buttons of a window cause; the windows themselves are tested with their toolkits. */
class WindowConsentTest {

    private final List<InstallerConsent> shown = new ArrayList<>();
    private ConsentHome home;

    @BeforeEach
    void makeHome(@TempDir Path folder) {
        home = new ConsentHome(folder);
    }

    @Test
    void yes_agrees_toWhatTheWindowShowed() throws Exception {
        assertThat(ask(answering(true))).contains(Reply.YES);
        assertThat(home.text("mode")).isEqualTo("on 2026-11-21\n");
        assertThat(shown).singleElement().satisfies(page -> {
            assertThat(page.question()).contains("hello");
            assertThat(page.explanation()).anyMatch(line -> line.contains(ConsentHome.SERVER));
        });
    }

    @Test
    void no_sendsNothing_andCountsHere() throws Exception {
        assertThat(ask(answering(false))).contains(Reply.NO);
        assertThat(home.text("mode")).isEqualTo("local\n");
    }

    @Test
    void windowThatIsClosed_changesNothing_andNobodyIsAskedAgainSoon() throws Exception {
        assertThat(ask(page -> Optional.empty())).contains(Reply.NOT_NOW);
        assertThat(home.home().modeFile()).doesNotExist();
        assertThat(ask(answering(true))).isEmpty();
        assertThat(shown).isEmpty();
    }

    @Test
    void nobodyIsAsked_withoutAScreen_orAfterAChoice() throws Exception {
        assertThat(ask(null)).isEmpty();
        assertThat(home.home().folder()).as("nothing is stored either").doesNotExist();
        home.choice().off();
        assertThat(ask(answering(true))).isEmpty();
        assertThat(shown).isEmpty();
        assertThat(home.text("mode")).isEqualTo("off\n");
    }

    @Test
    void questionIsRemembered_beforeItIsShown() {
        assertThat(ask(page -> {
                    try {
                        assertThat(home.text("not-now")).isEqualTo("2026-11-21\n");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return Optional.of(false);
                }))
                .contains(Reply.NO);
    }

    @Test
    void choiceThatCannotBeWritten_isNotKept() throws Exception {
        Optional<Reply> answer = ask(page -> {
            try {
                home.write("mode/in the way", "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Optional.of(true);
        });
        assertThat(answer).contains(Reply.NOT_KEPT);
        assertThat(home.choice().isOn()).isFalse();
    }

    @Test
    void windowThatFails_isNotNoticed() {
        assertThat(ask(page -> {
                    throw new IllegalStateException("no display");
                }))
                .isEmpty();
        assertThat(home.home().modeFile()).doesNotExist();
        home.variables.put("LIMPID_NOW", "no time");
        assertThat(ask(answering(true))).isEmpty();
    }

    private WindowConsent.Window answering(boolean yes) {
        return page -> {
            shown.add(page);
            return Optional.of(yes);
        };
    }

    private Optional<Reply> ask(WindowConsent.@Nullable Window window) {
        return WindowConsent.askIfAllowed(home.choice(), "hello", List.of(), window);
    }
}
