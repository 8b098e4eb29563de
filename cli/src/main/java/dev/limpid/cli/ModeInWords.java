package dev.limpid.cli;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.protocol.text.Sentences;
import java.util.Objects;

/** Why a mode is in force, in the user's language: what users and their environment decided. What is wrong is told in English. */
final class ModeInWords {

    private ModeInWords() {}

    static String why(Sentences words, EffectiveMode effective, TelemetryHome home, Environment environment) {
        if (words.language().equals(Sentences.ENGLISH)) {
            return effective.why();
        }
        return switch (effective.source()) {
            case CHOICE -> words.say("why.choice", "mode", effective.mode(), "file", home.modeFile());
            case DEFAULT -> words.say(effective.mode().counts() ? "why.default.local" : "why.default.off");
            case LIMPID, DO_NOT_TRACK -> {
                String name = effective.source().name();
                String value = Objects.requireNonNullElse(environment.variable(name), "");
                yield words.say("why.variable", "name", name, "value", value);
            }
            default -> effective.why();
        };
    }
}
