package dev.limpid.charts;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What every report says of a build besides its counts; each is a chart that every program has. */
public enum Platform {
    VERSION(0, "Versions", "Released versions in use"),
    RUNTIME(1, "Runtimes", "Runtimes the program runs on, by major version"),
    OS(2, "Operating systems", "Operating systems the program runs on"),
    ARCH(3, "Processors", "Processor architectures the program runs on");

    /** What is in no configuration, or was made coarser before it was published. */
    public static final String OTHER = "other";

    private static final Pattern RUNTIME_NAME = Pattern.compile("([a-zA-Z]+[0-9]+)(\\.[0-9]+)?[.0-9a-zA-Z]*(-native)?");

    private final int place;
    private final String title;
    private final String description;

    Platform(int place, String title, String description) {
        this.place = place;
        this.title = title;
        this.description = description;
    }

    /** The place of its chart among those of a program. */
    int place() {
        return place;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    /** The word for it in chart sets and margins: {@code version}, {@code runtime}, {@code os}, {@code arch}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The bucket a value belongs to: patch releases of a runtime are one bucket, {@code go1.24.3} is {@code go1.24}. */
    String bucket(String value) {
        if (this != RUNTIME) {
            return value;
        }
        Matcher matcher = RUNTIME_NAME.matcher(value);
        if (!matcher.matches()) {
            return value;
        }
        String minor = matcher.group(2) == null ? "" : matcher.group(2);
        String kind = matcher.group(3) == null ? "" : matcher.group(3);
        return matcher.group(1) + minor + kind;
    }
}
