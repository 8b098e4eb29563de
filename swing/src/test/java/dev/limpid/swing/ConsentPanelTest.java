package dev.limpid.swing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.uploader.consent.ConsentPrompt;
import dev.limpid.uploader.consent.InstallerConsent;
import dev.limpid.uploader.consent.UserChoice;
import dev.limpid.uploader.consent.WindowConsent;
import java.awt.Component;
import java.awt.Container;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.swing.JButton;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real panel, laid out, painted and pressed without a screen. */
class ConsentPanelTest {
    private static final CollectionIdentity COLLECTION =
            new CollectionIdentity("telemetry.example.org", "https://telemetry.example.org/answers", "", "");

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>(Map.of("LIMPID_NOW", "2026-11-20T12:00:00Z"));

    @Test
    void buttons_areEqual_andNoneIsChosenBeforehand() throws Exception {
        InstallerConsent consent = InstallerConsent.of(choice(), "hello", List.of());
        SwingUtilities.invokeAndWait(() -> {
            ConsentPanel panel = new ConsentPanel(consent, yes -> {});
            panel.setSize(panel.getPreferredSize());
            layOut(panel);
            JButton yes = button(panel, "yes");
            JButton no = button(panel, "no");
            assertThat(yes.getSize()).isEqualTo(no.getSize());
            assertThat(yes.getWidth()).isPositive();
            assertThat(List.of(yes.getFont(), yes.getForeground(), yes.getBackground()))
                    .isEqualTo(List.of(no.getFont(), no.getForeground(), no.getBackground()));
            assertThat(yes.isDefaultCapable()).isFalse();
            assertThat(no.isDefaultCapable()).isFalse();
            BufferedImage image = new BufferedImage(panel.getWidth(), panel.getHeight(), BufferedImage.TYPE_INT_RGB);
            panel.paint(image.createGraphics());
            assertThat(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                    .containsAnyOf(0xff000000, yes.getForeground().getRGB());
        });
    }

    @Test
    void answers_areKept_andNobodyIsAskedTwice() throws Exception {
        assertThat(pressed("yes")).contains(ConsentPrompt.Reply.YES);
        assertThat(home().modeFile()).content().isEqualTo("on 2026-11-20\n");
        assertThat(pressed("no")).isEmpty();
        assertThat(home().modeFile()).content().isEqualTo("on 2026-11-20\n");
    }

    @Test
    void no_countsOnThisMachine_andSendsNothing() throws Exception {
        assertThat(pressed("no")).contains(ConsentPrompt.Reply.NO);
        assertThat(home().modeFile()).content().isEqualTo("local\n");
    }

    @Test
    void closedWithoutAButton_isNotNow() throws Exception {
        assertThat(pressed(null)).contains(ConsentPrompt.Reply.NOT_NOW);
        assertThat(home().modeFile()).doesNotExist();
        assertThat(pressed("yes")).isEmpty();
    }

    @Test
    void whereTheEnvironmentSaysNo_orThereIsNoScreen_nobodyIsAsked() throws Exception {
        assertThat(ConsentDialog.askIfAllowed(null, choice(), "hello", List.of()))
                .isEmpty();
        variables.put("DO_NOT_TRACK", "1");
        assertThat(pressed("yes")).isEmpty();
        assertThat(home().modeFile()).doesNotExist();
    }

    /** Shows the real panel and presses the button with this name; null closes it. */
    private Optional<ConsentPrompt.Reply> pressed(@Nullable String name) throws Exception {
        AtomicReference<Optional<ConsentPrompt.Reply>> kept = new AtomicReference<>(Optional.empty());
        SwingUtilities.invokeAndWait(() ->
                kept.set(WindowConsent.askIfAllowed(choice(), "hello", List.of(), consent -> {
                    AtomicReference<@Nullable Boolean> answer = new AtomicReference<>();
                    ConsentPanel panel = new ConsentPanel(consent, answer::set);
                    if (name != null) {
                        button(panel, name).doClick(0);
                    }
                    return Optional.ofNullable(answer.get());
                })));
        return Objects.requireNonNull(kept.get());
    }

    private static void layOut(Container container) {
        container.doLayout();
        for (Component child : container.getComponents()) {
            if (child instanceof Container inner) {
                layOut(inner);
            }
        }
    }

    private static JButton button(Container container, String name) {
        for (Component child : container.getComponents()) {
            if (child instanceof JButton button && name.equals(button.getName())) {
                return button;
            }
            if (child instanceof Container inner && !(child instanceof JButton)) {
                for (Component each : inner.getComponents()) {
                    if (each instanceof JButton button && name.equals(button.getName())) {
                        return button;
                    }
                }
            }
        }
        throw new AssertionError("there is no button " + name);
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
