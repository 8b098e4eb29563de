package dev.limpid.uploader.consent;

import dev.limpid.protocol.config.Chart;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a program with windows asks its user once, whatever its windows are made with. */
public final class WindowConsent {

    private WindowConsent() {}

    /** A window that shows the question, and two buttons of equal weight, none of them chosen beforehand. */
    public interface Window {

        /** Shows it and waits: true, false, or empty if it was closed without a button. */
        Optional<Boolean> ask(InstallerConsent consent);
    }

    /**
     * Asks if asking is allowed, and keeps what the user chose. A window that is closed without a button is "not now". Never throws.
     *
     * @param program the program's name, as its users know it
     * @param bundled the charts that the program was released with
     * @param window null where there is no screen
     * @return the answer; empty if nobody was asked
     */
    public static Optional<ConsentPrompt.Answer> askIfAllowed(
            UserChoice choice, String program, List<Chart> bundled, @Nullable Window window) {
        try {
            if (window == null || !choice.mayAsk()) {
                return Optional.empty();
            }
            choice.notNow(); // noted first: who ends the program at the question is not asked at the next start
            ConsentPrompt.Answer answer = window.ask(InstallerConsent.of(choice, program, bundled))
                    .map(yes -> yes ? ConsentPrompt.Answer.YES : ConsentPrompt.Answer.NO)
                    .orElse(ConsentPrompt.Answer.NOT_NOW);
            return Optional.of(keep(choice, answer));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // the program must not notice
        }
    }

    /** No is what its button says: counted on this machine, nothing sent. */
    private static ConsentPrompt.Answer keep(UserChoice choice, ConsentPrompt.Answer answer) {
        try {
            if (answer != ConsentPrompt.Answer.NOT_NOW) {
                InstallerConsent.answered(choice, answer == ConsentPrompt.Answer.YES);
            }
            return answer;
        } catch (IOException e) {
            return ConsentPrompt.Answer.NOT_KEPT;
        }
    }
}
