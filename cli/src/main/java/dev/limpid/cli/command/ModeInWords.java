package dev.limpid.cli.command;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.countfile.mode.ModeSource;
import dev.limpid.protocol.text.MessageBundle;
import java.nio.charset.Charset;

/**
 * Says why a mode is in force, in the reader's language: what the user or the environment decided. Problems with a home are quoted in
 * English.
 */
public final class ModeInWords {

    private ModeInWords() {}

    public static String why(
            MessageBundle words, EffectiveMode effective, TelemetryHome home, Environment environment) {
        String found = effective.evidence();
        return switch (effective.source()) {
            case CHOICE -> words.format("why.choice", "mode", found, "file", home.modeFile());
            case DEFAULT -> words.format(effective.mode().counts() ? "why.default.local" : "why.default.off");
            case LIMPID, DO_NOT_TRACK -> {
                boolean odd = effective.source() == ModeSource.LIMPID && !EffectiveMode.isMode(found);
                yield words.format(
                        odd ? "why.variable.odd" : "why.variable",
                        "name",
                        effective.source().name(),
                        "value",
                        found);
            }
            case SYSTEM ->
                words.format(
                        found.endsWith("force") ? "why.system.force" : "why.system",
                        "file",
                        environment.systemWideMode(),
                        "value",
                        found);
            case CI -> words.format("why.ci", "name", found);
            case ENVIRONMENT -> words.format("why.environment", "charset", Charset.defaultCharset());
            case UNREADABLE ->
                found.isEmpty()
                        ? effective.why()
                        : words.format("why.unreadable", "file", home.modeFile(), "value", found);
            default -> effective.why();
        };
    }
}
