package dev.limpid.protocol.question.active;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.text.LocalizableMessage;
import java.util.Optional;

/**
 * Something that was counted and is not sent, and why.
 *
 * @param build the build that counted it
 * @param name the counter or stack; empty if the whole build is left out
 * @param code a code for the reason, such as {@code unknown-counter}
 * @param message the reason in words; one line, safe to print
 */
public record Omission(Build build, Optional<String> name, String code, LocalizableMessage message) {

    /** The reason in English. */
    public String sentence() {
        return message.toString();
    }
}
