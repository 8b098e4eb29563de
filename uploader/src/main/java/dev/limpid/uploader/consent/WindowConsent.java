package dev.limpid.uploader.consent;

import dev.limpid.protocol.chart.Chart;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a program with windows asks its user once, with any window toolkit. */
public final class WindowConsent {

    private WindowConsent() {}

    /** A window that shows the question, and two buttons of equal weight, neither of them preselected. */
    public interface Window {

        /**
         * Shows the question and waits: true for yes, false for no, empty if the window was closed without a button.
         */
        Optional<Boolean> ask(InstallerConsent consent);
    }

    /**
     * Asks if asking is allowed, and stores what the user chose. A window that is closed without a button means "not
     * now". Never throws.
     *
     * @param program the program's name, as its users know it
     * @param bundled the charts that the program was released with
     * @param window null if there is no screen
     * @return the answer; empty if nobody was asked
     */
    public static Optional<ConsentPrompt.Reply> askIfAllowed(
            UserChoice choice, String program, List<Chart> bundled, @Nullable Window window) {
        try {
            if (window == null || !choice.mayAsk()) {
                return Optional.empty();
            }
            choice.postpone(); // stored first: a user who ends the program at the question is not asked again
            ConsentPrompt.Reply reply = window.ask(InstallerConsent.of(choice, program, bundled))
                    .map(yes -> yes ? ConsentPrompt.Reply.YES : ConsentPrompt.Reply.NO)
                    .orElse(ConsentPrompt.Reply.NOT_NOW);
            return Optional.of(keep(choice, reply));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // the program must not notice
        }
    }

    /** "No" means what its button says: programs count on this machine, and nothing is sent. */
    private static ConsentPrompt.Reply keep(UserChoice choice, ConsentPrompt.Reply reply) {
        try {
            if (reply != ConsentPrompt.Reply.NOT_NOW) {
                InstallerConsent.answered(choice, reply == ConsentPrompt.Reply.YES);
            }
            return reply;
        } catch (IOException e) {
            return ConsentPrompt.Reply.NOT_KEPT;
        }
    }
}
