package dev.limpid.javafx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.uploader.consent.ConsentPrompt;
import dev.limpid.uploader.consent.UserChoice;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real dialog, shown, laid out and pressed on a virtual screen. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ConsentDialogTest {

    private static final CollectionIdentity COLLECTION =
            new CollectionIdentity("telemetry.example.org", "https://telemetry.example.org/answers", "", "");

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>(Map.of("LIMPID_NOW", "2026-11-20T12:00:00Z"));

    @BeforeAll
    static void start() {
        Platform.setImplicitExit(false);
        Platform.startup(() -> {});
    }

    @Test
    void buttons_areEqual_andNoneIsChosenBeforehand() throws Exception {
        asked(dialog -> {
            Button yes = button(dialog, "yes");
            Button no = button(dialog, "no");
            assertThat(yes.getWidth()).isPositive().isEqualTo(no.getWidth());
            assertThat(yes.getHeight()).isPositive().isEqualTo(no.getHeight());
            assertThat(yes.getFont()).isEqualTo(no.getFont());
            assertThat(yes.getTextFill()).isEqualTo(no.getTextFill());
            assertThat(yes.getBackground()).isEqualTo(no.getBackground());
            assertThat(yes.getText()).isNotEqualTo(no.getText()).isNotEmpty();
            assertThat(List.of(
                            yes.isDefaultButton(),
                            no.isDefaultButton(),
                            no.isCancelButton(),
                            yes.isFocused(),
                            no.isFocused()))
                    .containsOnly(false);
            assertThat(dialog.getScene().getFocusOwner().getId()).isEqualTo("explanation");
            dialog.close();
        });
    }

    @Test
    void enterAndSpace_answerNothing() throws Exception {
        assertThat(asked(dialog -> {
                    for (KeyCode key : List.of(KeyCode.ENTER, KeyCode.SPACE)) {
                        press(dialog, key);
                        assertThat(dialog.isShowing()).isTrue();
                    }
                    dialog.close();
                }))
                .contains(ConsentPrompt.Reply.NOT_NOW);
        assertThat(home().modeFile()).doesNotExist();
    }

    @Test
    void answers_areKept_andNobodyIsAskedTwice() throws Exception {
        assertThat(asked(dialog -> button(dialog, "yes").fire())).contains(ConsentPrompt.Reply.YES);
        assertThat(home().modeFile()).content().isEqualTo("on 2026-11-20\n");
        assertThat(asked(dialog -> button(dialog, "no").fire())).isEmpty();
        assertThat(home().modeFile()).content().isEqualTo("on 2026-11-20\n");
    }

    @Test
    void no_countsOnThisMachine_andSendsNothing() throws Exception {
        assertThat(asked(dialog -> button(dialog, "no").fire())).contains(ConsentPrompt.Reply.NO);
        assertThat(home().modeFile()).content().isEqualTo("local\n");
    }

    @Test
    void whereTheEnvironmentSaysNo_nobodyIsAsked() throws Exception {
        variables.put("DO_NOT_TRACK", "1");
        assertThat(asked(dialog -> button(dialog, "yes").fire())).isEmpty();
        assertThat(home().modeFile()).doesNotExist();
    }

    /** Asks as a program does, and acts on the dialog once it is shown. */
    private Optional<ConsentPrompt.Reply> asked(Consumer<Stage> user) throws Exception {
        return onFx(() -> {
            FutureTask<Void> done = new FutureTask<>(() -> {
                for (Window shown : List.copyOf(Window.getWindows())) {
                    act(user, (Stage) shown);
                }
                return null;
            });
            Platform.runLater(done);
            Optional<ConsentPrompt.Reply> answer = ConsentDialog.askIfAllowed(null, choice(), "hello", List.of());
            if (answer.isPresent()) {
                done.get(); // rethrows what the user's side found wrong
            }
            return answer;
        });
    }

    private static void act(Consumer<Stage> user, Stage dialog) {
        try {
            user.accept(dialog);
        } finally {
            dialog.close();
        }
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }

    private static void press(Stage dialog, KeyCode key) {
        for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            dialog.getScene()
                    .getFocusOwner()
                    .fireEvent(new KeyEvent(type, "", key.getName(), key, false, false, false, false));
        }
    }

    private static Button button(Stage dialog, String id) {
        return (Button) dialog.getScene().lookup("#" + id);
    }

    private Environment environment() {
        variables.put("LIMPID_DIR", folder.toString());
        return Environment.of(variables, Map.of(), folder.resolve("none").toFile());
    }

    private TelemetryHome home() {
        return TelemetryHome.of(COLLECTION.name(), environment());
    }

    private UserChoice choice() {
        return new UserChoice(home(), Optional.of(COLLECTION), environment());
    }
}
