package dev.limpid.uploader.consent;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.text.MessageBundle;
import java.io.IOException;
import java.util.List;

/**
 * What an installer shows: one question, what it is about, and two buttons of equal weight, neither of them
 * preselected. An installer that cannot show it like this, or runs unattended, must not ask and must change nothing.
 *
 * @param question one sentence
 * @param explanation what may be sent, where, and who decided it
 * @param yes the text of one button
 * @param no the text of the other, which counts on the machine and sends nothing
 */
public record InstallerConsent(String question, List<String> explanation, String yes, String no) {

    public InstallerConsent {
        explanation = List.copyOf(explanation);
    }

    /** The page for a program. */
    public static InstallerConsent of(UserChoice choice, String program, List<Chart> bundled) {
        MessageBundle words = choice.words();
        return new InstallerConsent(
                words.format("may", "program", program),
                choice.inWords(bundled).lines(),
                words.format("button.yes"),
                words.format("button.local"));
    }

    /**
     * Does what the user chose.
     *
     * @throws IOException if the choice could not be written; nothing changes then, and the installer may say so
     */
    public static void answered(UserChoice choice, boolean yes) throws IOException {
        if (yes) {
            choice.on();
        } else {
            choice.local();
        }
    }
}
