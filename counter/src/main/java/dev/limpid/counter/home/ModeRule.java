package dev.limpid.counter.home;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * The rule that yields the effective mode: the lowest of the user's choice, the variable LIMPID, DO_NOT_TRACK,
 * continuous integration, and the system-wide file; off if the home is not fit.
 *
 * <p>Every start of a program runs this code: enums and sentences are left to {@code EffectiveMode} in the module
 * countfile, and the home's owner is checked only if there is doubt ({@link HomeCheck}).
 */
public final class ModeRule {
    /** Nothing is counted. */
    public static final int OFF = 0;
    /** Events are counted, and never sent. */
    public static final int LOCAL = 1;
    /** Events are counted and may be sent. */
    public static final int ON = 2;

    /**
     * Variables that are set where programs do not run for a user; specified in {@code spec/home.md}, "Continuous
     * integration".
     */
    private static final String[] CI = {
        "CI",
        "CONTINUOUS_INTEGRATION",
        "BUILD_ID",
        "BUILD_NUMBER",
        "CI_NAME",
        "APPVEYOR",
        "BITBUCKET_BUILD_NUMBER",
        "BITRISE_IO",
        "BUDDY_WORKSPACE_ID",
        "BUILDER_OUTPUT",
        "BUILDKITE",
        "CF_BUILD_ID",
        "CIRCLECI",
        "CIRRUS_CI",
        "CM_BUILD_ID",
        "CODEBUILD_BUILD_ARN",
        "CODEBUILD_BUILD_ID",
        "DRONE",
        "EAS_BUILD",
        "GITEA_ACTIONS",
        "GITHUB_ACTIONS",
        "GITLAB_CI",
        "GO_PIPELINE_LABEL",
        "HARNESS_BUILD_ID",
        "HEROKU_TEST_RUN_ID",
        "HUDSON_URL",
        "JB_SPACE_EXECUTION_NUMBER",
        "JENKINS_URL",
        "NETLIFY",
        "NOW_BUILDER",
        "PROW_JOB_ID",
        "RENDER",
        "SAILCI",
        "SCREWDRIVER",
        "SEMAPHORE",
        "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI",
        "TASKCLUSTER_ROOT_URL",
        "TEAMCITY_VERSION",
        "TF_BUILD",
        "TRAVIS",
        "VELA",
        "VERCEL",
        "WOODPECKER",
        "bamboo_planKey"
    };

    private static final int LONGEST_MODE_FILE = 256;

    /** Stands for a text that cannot be read; a text that was read is never only white space. */
    private static final String UNREAD = "\n";

    /** {@link #OFF}, {@link #LOCAL} or {@link #ON}. */
    public final int level;

    /**
     * What decided, as a word: CHOICE, DEFAULT, SYSTEM, LIMPID, DO_NOT_TRACK, CI, ENVIRONMENT, UNREADABLE, SYSTEM_UNREADABLE, CLOCK, or
     * one of {@link HomeCheck}.
     */
    public final String source;

    /**
     * The text that decided: a mode file's text, a variable's value, or a variable's name. Empty if it could not be
     * read.
     */
    public final String evidence;

    private ModeRule(int level, String source, String evidence) {
        this.level = level;
        this.source = source;
        this.evidence = evidence;
    }

    /**
     * Decides as a program does when it starts.
     *
     * @param offByDefault whether the program's author wants nothing counted until the user chooses
     */
    public static ModeRule of(TelemetryHome home, Environment environment, boolean offByDefault) {
        return of(home, environment, offByDefault, home.isUsual());
    }

    /** Decides, and checks the home's folders even where a program trusts that they have not changed. */
    public static ModeRule ofChecked(TelemetryHome home, Environment environment, boolean offByDefault) {
        return of(home, environment, offByDefault, false);
    }

    private static ModeRule of(TelemetryHome home, Environment environment, boolean offByDefault, boolean trusted) {
        ModeRule result = chosen(home, environment, offByDefault, trusted);
        if (result.level == OFF) {
            return result;
        }
        if (!environment.isReadable()) {
            return new ModeRule(OFF, "ENVIRONMENT", "unreadable");
        }
        String track = environment.variable("DO_NOT_TRACK");
        if (track != null && !track.trim().equals("0")) {
            return new ModeRule(OFF, "DO_NOT_TRACK", track);
        }
        String own = environment.variable("LIMPID");
        if (own != null) {
            // Anything except the two known words is taken as a wish not to be counted.
            int level = is(own, "local") ? LOCAL : is(own, "on") ? ON : OFF;
            if (level < result.level) {
                result = new ModeRule(level, "LIMPID", own);
            }
        }
        return result;
    }

    private static ModeRule chosen(TelemetryHome home, Environment environment, boolean offByDefault, boolean trusted) {
        String shared = read(environment.systemWideMode());
        if (shared != null && (shared.equals(UNREAD) || isForced(shared))) {
            // A file that cannot be read may forbid counting.
            return new ModeRule(OFF, shared.equals(UNREAD) ? "SYSTEM_UNREADABLE" : "SYSTEM", shared.trim());
        }
        if (!trusted) {
            HomeCheck unfit = HomeCheck.refusal(home);
            if (unfit != null) {
                return new ModeRule(OFF, unfit.word, unfit.sentence);
            }
        }
        String now = home.isMoved() ? environment.setting("limpid.now", "LIMPID_NOW") : null;
        if (now != null && !isClock(home, environment)) {
            return new ModeRule(OFF, "CLOCK", now);
        }
        String text = textOf(home);
        if (text != null) {
            int level = levelOf(text);
            return level < 0 ? new ModeRule(OFF, "UNREADABLE", text.trim()) : new ModeRule(level, "CHOICE", text);
        }
        for (String name : CI) {
            String value = environment.variable(name);
            if (value != null && !is(value, "false") && !is(value, "0")) {
                return new ModeRule(OFF, "CI", name);
            }
        }
        if (offByDefault) {
            return new ModeRule(OFF, "DEFAULT", "");
        }
        if (shared != null) {
            // An administrator can lower the mode that users start with, also by an unknown word; only a user can agree
            // to uploads.
            return new ModeRule(levelOf(shared) > OFF ? LOCAL : OFF, "SYSTEM", shared);
        }
        return new ModeRule(LOCAL, "DEFAULT", "");
    }

    /** What decided, as the end of a sentence. {@code EffectiveMode} gives the user more detail. */
    public String why() {
        if (source.endsWith("_HOME")) {
            return evidence;
        }
        String said = source.startsWith("SYSTEM") ? "the system-wide file says" : source + " is";
        if (source.equals("CHOICE") || source.equals("UNREADABLE")) {
            said = "the mode file says";
        }
        return source.equals("DEFAULT") ? "nobody has chosen" : said + " \"" + evidence + "\"";
    }

    /** Whether events are counted. */
    public boolean counts() {
        return level != OFF;
    }

    /** The variables that continuous integration sets. */
    public static String[] ciVariables() {
        return CI.clone();
    }

    /**
     * Whether a variable's value is this word. In all variables, white space around the value and its case are ignored.
     */
    private static boolean is(String value, String word) {
        return value.trim().equalsIgnoreCase(word);
    }

    private static boolean isClock(TelemetryHome home, Environment environment) {
        try {
            home.clockOffset(environment);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean isForced(String shared) {
        return shared.startsWith("off") && shared.substring(3).trim().equals("force");
    }

    /**
     * What this text of a mode file means: {@link #OFF}, {@link #LOCAL}, {@link #ON}, or -1 if it is unknown.
     *
     * @param text without white space around it
     */
    public static int levelOf(String text) {
        if (text.equals("off") || text.startsWith("off ")) {
            return OFF;
        }
        if (text.equals("local")) {
            return LOCAL;
        }
        return text.startsWith("on ") && isDate(text, 3) ? ON : -1;
    }

    /** Whether the rest of the text is a day of the calendar, such as {@code 2026-11-20}. */
    private static boolean isDate(String text, int at) {
        if (text.length() != at + 10 || text.charAt(at + 4) != '-' || text.charAt(at + 7) != '-') {
            return false;
        }
        int year = number(text, at, 4);
        int month = number(text, at + 5, 2);
        int day = number(text, at + 8, 2);
        int days = month == 2
                ? (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28)
                : 30 + (month + month / 8) % 2;
        return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= days;
    }

    private static int number(String text, int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    /** The text of the home's mode file, white space if it cannot be read, or null if there certainly is none. */
    public static @Nullable String textOf(TelemetryHome home) {
        return read(home.modeAsFile());
    }

    /** The file's text without white space around it, {@link #UNREAD}, or null if there certainly is no such file. */
    private static @Nullable String read(File file) {
        byte[] text = new byte[LONGEST_MODE_FILE + 1];
        int length = TelemetryHome.read(file, text);
        // A file that exists but is unreadable may contain an "off", and so may the rest of a file that is too long.
        if (length == -1) {
            return null;
        }
        return length < 0 || length > LONGEST_MODE_FILE
                ? UNREAD
                : ascii(text, length).trim();
    }

    /** Mode files are ASCII text; anything else is shown as a question mark and means nothing. */
    private static String ascii(byte[] bytes, int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            byte c = bytes[i];
            text[i] = (c >= ' ' && c < 127) || c == '\t' || c == '\n' || c == '\r' ? (char) c : '?';
        }
        return new String(text);
    }
}
