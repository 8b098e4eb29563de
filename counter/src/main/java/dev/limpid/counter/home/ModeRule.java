package dev.limpid.counter.home;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * The rule that yields the effective mode: the lowest of the user's choice, the variable LIMPID, DO_NOT_TRACK,
 * continuous integration, and the system-wide file.
 *
 * <p>On the way of every program's start: dates, enums and sentences are left to {@code EffectiveMode} in the
 * module countfile.
 */
public final class ModeRule {
    /** Nothing is counted. */
    public static final int OFF = 0;
    /** Events are counted, and never sent. */
    public static final int LOCAL = 1;
    /** Events are counted and may be sent. */
    public static final int ON = 2;

    private static final String[] CI = {
        "CI", "CONTINUOUS_INTEGRATION", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TEAMCITY_VERSION", "TF_BUILD"
    };
    private static final int LONGEST_MODE_FILE = 256;

    /** {@link #OFF}, {@link #LOCAL} or {@link #ON}. */
    public final int level;
    /** What decided, as a word: CHOICE, DEFAULT, SYSTEM, LIMPID, DO_NOT_TRACK, CI or UNREADABLE. */
    public final String source;

    /** The text that decided: a mode file's, a variable's value, or a variable's name. */
    public final String evidence;

    private ModeRule(int level, String source, String evidence) {
        this.level = level;
        this.source = source;
        this.evidence = evidence;
    }

    /**
     * Decides.
     *
     * @param offByDefault whether the program's author wants nothing counted until the user chooses
     */
    public static ModeRule of(TelemetryHome home, Environment environment, boolean offByDefault) {
        ModeRule result = chosen(home, environment, offByDefault);
        if (result.level == OFF) {
            return result;
        }
        String track = environment.variable("DO_NOT_TRACK");
        if (track != null && !track.equals("0")) {
            return new ModeRule(OFF, "DO_NOT_TRACK", track);
        }
        String own = environment.variable("LIMPID");
        if (own != null) {
            // Anything but the two known words is taken for a wish to be left alone.
            int level = own.equals("local") ? LOCAL : own.equals("on") ? ON : OFF;
            if (level < result.level) {
                result = new ModeRule(level, "LIMPID", own);
            }
        }
        return result;
    }

    private static ModeRule chosen(TelemetryHome home, Environment environment, boolean offByDefault) {
        String shared = read(environment.systemWideMode());
        if (shared != null && isForced(shared)) {
            return new ModeRule(OFF, "SYSTEM", shared);
        }
        String text = read(home.modeAsFile());
        if (text != null) {
            int level = level(text);
            return level < 0 ? new ModeRule(OFF, "UNREADABLE", text) : new ModeRule(level, "CHOICE", text);
        }
        for (String name : CI) {
            String value = environment.variable(name);
            if (value != null && !value.equals("false") && !value.equals("0")) {
                return new ModeRule(OFF, "CI", name);
            }
        }
        if (offByDefault) {
            return new ModeRule(OFF, "DEFAULT", "");
        }
        if (shared != null) {
            // An administrator can lower what users start with, by an unknown word too; only a user agrees to uploads.
            return new ModeRule(level(shared) > OFF ? LOCAL : OFF, "SYSTEM", shared);
        }
        return new ModeRule(LOCAL, "DEFAULT", "");
    }

    /** Whether events are counted. */
    public boolean counts() {
        return level != OFF;
    }

    private static boolean isForced(String shared) {
        return shared.startsWith("off") && shared.substring(3).trim().equals("force");
    }

    private static int level(String text) {
        if (text.equals("off") || text.startsWith("off ")) {
            return OFF;
        }
        if (text.equals("local")) {
            return LOCAL;
        }
        return text.startsWith("on ") && text.length() == "on 2026-11-20".length() ? ON : -1;
    }

    /** The file's text without white space around it, or null if there is no such file. */
    private static @Nullable String read(File file) {
        byte[] text = new byte[LONGEST_MODE_FILE];
        int length = TelemetryHome.read(file, text);
        // There but unreadable may hide an "off".
        return length == -1 ? null : ascii(text, Math.max(0, length)).trim();
    }

    /** Mode files are ASCII; anything else is shown as it can be. */
    private static String ascii(byte[] bytes, int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = (char) (bytes[i] & 0x7f);
        }
        return new String(text);
    }
}
