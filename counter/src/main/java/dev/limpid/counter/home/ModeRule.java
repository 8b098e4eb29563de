package dev.limpid.counter.home;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The rule that yields the effective mode: the lowest of the user's choice, the variable LIMPID, DO_NOT_TRACK,
 * continuous integration, and the system-wide file.
 *
 * <p>On the way of every program's start: dates, enums and sentences are left to {@link EffectiveMode}.
 */
public final class ModeRule {
    static final int OFF = 0;
    static final int LOCAL = 1;
    static final int ON = 2;

    private static final String[] CI = {
        "CI", "CONTINUOUS_INTEGRATION", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TEAMCITY_VERSION", "TF_BUILD"
    };
    private static final int LONGEST_MODE_FILE = 256;

    final int level;
    final ModeSource source;

    /** The text that decided: a mode file's, a variable's value, or a variable's name. */
    final String evidence;

    private ModeRule(int level, ModeSource source, String evidence) {
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
            return new ModeRule(OFF, ModeSource.DO_NOT_TRACK, track);
        }
        String own = environment.variable("LIMPID");
        if (own != null) {
            // Anything but the two known words is taken for a wish to be left alone.
            int level = own.equals("local") ? LOCAL : own.equals("on") ? ON : OFF;
            if (level < result.level) {
                result = new ModeRule(level, ModeSource.LIMPID, own);
            }
        }
        return result;
    }

    private static ModeRule chosen(TelemetryHome home, Environment environment, boolean offByDefault) {
        String shared = read(environment.systemWideMode());
        if (shared != null && isForced(shared)) {
            return new ModeRule(OFF, ModeSource.SYSTEM, shared);
        }
        String text = read(home.modeAsFile());
        if (text != null) {
            int level = level(text);
            return level < 0
                    ? new ModeRule(OFF, ModeSource.UNREADABLE, text)
                    : new ModeRule(level, ModeSource.CHOICE, text);
        }
        for (String name : CI) {
            String value = environment.variable(name);
            if (value != null && !value.equals("false") && !value.equals("0")) {
                return new ModeRule(OFF, ModeSource.CI, name);
            }
        }
        if (offByDefault) {
            return new ModeRule(OFF, ModeSource.DEFAULT, "");
        }
        if (shared != null) {
            // An administrator can lower what users start with; only a user can agree to uploads.
            return new ModeRule(level(shared) == OFF ? OFF : LOCAL, ModeSource.SYSTEM, shared);
        }
        return new ModeRule(LOCAL, ModeSource.DEFAULT, "");
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
        try (FileInputStream in = new FileInputStream(file)) {
            byte[] text = new byte[LONGEST_MODE_FILE];
            int length = in.read(text);
            return length < 0 ? "" : new String(text, 0, length, StandardCharsets.UTF_8).trim();
        } catch (IOException e) {
            // There but unreadable may hide an "off".
            return file.exists() ? "" : null;
        }
    }
}
