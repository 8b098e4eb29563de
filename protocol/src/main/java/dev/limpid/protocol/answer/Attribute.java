package dev.limpid.protocol.answer;

import dev.limpid.protocol.report.Build;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an answer may say of a build, if the chart asks for it. In the order in which answers name them. */
public enum Attribute {
    VERSION("Version"),
    /** By major version: patch releases of a runtime are one value. */
    RUNTIME("Runtime"),
    OS("OS"),
    ARCH("Arch");

    private static final Pattern RUNTIME_NAME = Pattern.compile("([a-zA-Z]+[0-9]+)(\\.[0-9]+)?[.0-9a-zA-Z]*(-native)?");

    /** What the names of built-in counters begin with. No program makes counters of such names. */
    public static final String BUILT_IN = "limpid/";

    private final String member;

    Attribute(String member) {
        this.member = member;
    }

    /** Its name in an answer. */
    public String member() {
        return member;
    }

    /** The word for it in chart configs: {@code version}, {@code runtime}, {@code os}, {@code arch}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What people call it: {@code operating system}. */
    public String inWords() {
        return switch (this) {
            case VERSION -> "version";
            case RUNTIME -> "runtime";
            case OS -> "operating system";
            case ARCH -> "processor";
        };
    }

    /** The built-in counter of which versions, runtimes, systems or processors a program ran on: {@code limpid/os}. */
    public String counter() {
        return BUILT_IN + word();
    }

    /** The attribute of this name in chart configs. */
    public static Optional<Attribute> ofWord(String word) {
        for (Attribute attribute : values()) {
            if (attribute.word().equals(word)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }

    /** What an answer says of a build. */
    public String of(Build build) {
        return switch (this) {
            case VERSION -> build.version();
            case RUNTIME -> coarse(build.runtime());
            case OS -> build.os();
            case ARCH -> build.arch();
        };
    }

    /** The value as answers hold it: {@code go1.24} for the runtime {@code go1.24.3}, others as they are. */
    public String coarse(String value) {
        Matcher matcher = RUNTIME_NAME.matcher(value);
        if (this != RUNTIME || !matcher.matches()) {
            return value;
        }
        String minor = matcher.group(2) == null ? "" : matcher.group(2);
        String kind = matcher.group(3) == null ? "" : matcher.group(3);
        return matcher.group(1) + minor + kind;
    }
}
