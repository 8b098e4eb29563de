package dev.limpid.swing;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.uploader.consent.ConsentPrompt;
import dev.limpid.uploader.consent.InstallerConsent;
import dev.limpid.uploader.consent.UserChoice;
import dev.limpid.uploader.consent.WindowConsent;
import java.awt.Component;
import java.awt.Dialog;
import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.swing.JDialog;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/** Asks the user of a Swing program for consent, once. */
public final class ConsentDialog {
    private ConsentDialog() {}

    /**
     * Asks if asking is allowed and there is a screen, and stores the user's choice. A dialog that is closed without a button is "not
     * now". Must be called on the event dispatch thread; returns once the dialog is closed, and never throws.
     *
     * @param over the window to ask over; null for none
     * @param program the program's name, as its users know it
     * @param bundled the charts that the program was released with
     * @return the answer; empty if nobody was asked
     */
    public static Optional<ConsentPrompt.Reply> askIfAllowed(
            @Nullable Component over, UserChoice choice, String program, List<Chart> bundled) {
        return WindowConsent.askIfAllowed(
                choice, program, bundled, GraphicsEnvironment.isHeadless() ? null : consent -> shown(over, consent));
    }

    private static Optional<Boolean> shown(@Nullable Component over, InstallerConsent consent) {
        JDialog dialog = new JDialog(
                over == null ? null : SwingUtilities.getWindowAncestor(over),
                consent.question(),
                Dialog.ModalityType.APPLICATION_MODAL);
        AtomicReference<@Nullable Boolean> answer = new AtomicReference<>();
        dialog.setContentPane(new ConsentPanel(consent, yes -> {
            answer.set(yes);
            dialog.dispose();
        }));
        dialog.getRootPane().setDefaultButton(null);
        dialog.setDefaultCloseOperation(JDialog.DISPOSE_ON_CLOSE);
        dialog.pack();
        dialog.setLocationRelativeTo(over);
        dialog.setVisible(true);
        return Optional.ofNullable(answer.get());
    }
}
