package dev.limpid.countfile.mode;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.ModeRule;
import dev.limpid.counter.home.TelemetryHome;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;

/**
 * The mode in force, and why.
 *
 * @param mode the lowest of all modes that apply
 * @param source what decided the mode
 * @param evidence what was found there: the choice, or the value or name of a variable; empty if nothing was found
 * @param why one sentence for the user
 */
public record EffectiveMode(Mode mode, ModeSource source, String evidence, String why) {

    /** The mode of this home in the given context; its folders are examined each time. */
    public static EffectiveMode of(TelemetryHome home, Environment environment, boolean offByDefault) {
        return of(ModeRule.ofChecked(home, environment, offByDefault), home, environment);
    }

    private static EffectiveMode of(ModeRule rule, TelemetryHome home, Environment environment) {
        Mode mode = switch (rule.level) {
            case ModeRule.OFF -> new Mode.Off();
            case ModeRule.LOCAL -> new Mode.Local();
            default -> Mode.parse(rule.evidence).orElse(new Mode.Off());
        };
        ModeSource source = ModeSource.valueOf(rule.source);
        return new EffectiveMode(mode, source, rule.evidence, why(mode, source, rule.evidence, home, environment));
    }

    private static String why(
            Mode mode, ModeSource source, String evidence, TelemetryHome home, Environment environment) {
        return switch (source) {
            case CHOICE -> "you chose \"" + evidence + "\" (" + home.modeFile() + ")";
            case DEFAULT ->
                mode.counts()
                        ? "you have not chosen; the default is local: counted, never sent"
                        : "you have not chosen; this program counts nothing until you do";
            case SYSTEM ->
                environment.systemWideMode() + " says \"" + evidence + "\""
                        + (evidence.endsWith("force")
                                ? ", which your choice cannot raise"
                                : ", and you have not chosen");
            case SYSTEM_UNREADABLE ->
                environment.systemWideMode() + " "
                        + UnreadableReason.why(environment.systemWideMode().toPath())
                        + ", and may forbid counting";
            case LIMPID ->
                "the environment variable LIMPID is \"" + evidence + "\""
                        + (isMode(evidence) ? "" : ", which means off; expected off, local or on");
            case DO_NOT_TRACK -> "the environment variable DO_NOT_TRACK is \"" + evidence + "\"";
            case CI -> "this looks like continuous integration (" + evidence + " is set), and you have not chosen";
            case ENVIRONMENT ->
                "environment variables, which may forbid counting, cannot be read with the charset "
                        + Charset.defaultCharset() + " (-Dfile.encoding)";
            case UNREADABLE ->
                home.modeFile() + " "
                        + (evidence.isEmpty() ? UnreadableReason.why(home.modeFile()) : "contains \"" + evidence + "\"")
                        + ", expected \"off\", \"local\" or \"on\" and a date such as \"on 2026-11-20\"";
            case CLOCK -> TelemetryHome.badClock(evidence);
            case NO_HOME, FOREIGN_HOME, OPEN_HOME, UNUSABLE_HOME -> evidence;
        };
    }

    /** Whether a variable's value names a mode; any other word means off. */
    public static boolean isMode(String value) {
        return List.of("off", "local", "on").contains(value.strip().toLowerCase(Locale.ROOT));
    }
}
