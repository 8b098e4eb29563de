package dev.limpid.protocol.config;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.text.Said;
import java.util.Optional;

/**
 * Something that stays on the machine, and why.
 *
 * @param build the build whose count it is
 * @param name the counter or stack; empty if the whole build is left out
 * @param code names the reason, such as {@code unknown-counter}
 * @param said the reason in words; one line, safe to print
 */
public record Omission(Build build, Optional<String> name, String code, Said said) {

    /** The reason in English. */
    public String sentence() {
        return said.toString();
    }
}
