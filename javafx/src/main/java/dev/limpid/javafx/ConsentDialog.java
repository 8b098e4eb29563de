package dev.limpid.javafx;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.uploader.consent.ConsentPrompt;
import dev.limpid.uploader.consent.InstallerConsent;
import dev.limpid.uploader.consent.UserChoice;
import dev.limpid.uploader.consent.WindowConsent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Scene;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks the user of a JavaFX program for consent, once. */
public final class ConsentDialog {

    private ConsentDialog() {}

    /**
     * Asks if asking is allowed, and stores the user's choice. A dialog that is closed without a button is "not now". Must be called on
     * the JavaFX application thread, not during layout or animation; returns once the dialog is closed, and never throws.
     *
     * @param over the window to ask over; null for none
     * @param program the program's name, as its users know it
     * @param bundled the charts that the program was released with
     * @return the answer; empty if nobody was asked
     */
    public static Optional<ConsentPrompt.Reply> askIfAllowed(
            @Nullable Window over, UserChoice choice, String program, List<Chart> bundled) {
        return WindowConsent.askIfAllowed(choice, program, bundled, consent -> shown(over, consent));
    }

    private static Optional<Boolean> shown(@Nullable Window over, InstallerConsent consent) {
        Stage dialog = new Stage();
        AtomicReference<@Nullable Boolean> answer = new AtomicReference<>();
        dialog.setTitle(consent.question());
        dialog.initModality(Modality.APPLICATION_MODAL);
        if (over != null) {
            dialog.initOwner(over);
        }
        ConsentPane pane = new ConsentPane(consent, yes -> {
            answer.set(yes);
            dialog.close();
        });
        dialog.setScene(new Scene(pane));
        pane.takeFocus();
        dialog.showAndWait();
        return Optional.ofNullable(answer.get());
    }
}
