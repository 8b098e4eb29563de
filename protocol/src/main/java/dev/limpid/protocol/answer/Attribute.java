package dev.limpid.protocol.answer;

import dev.limpid.protocol.report.Build;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an answer may say about a build, if the chart asks for it. Answers list the attributes in this order. */
public enum Attribute {
    VERSION("Version"),
    /** By major version: patch releases of a runtime are one value. */
    RUNTIME("Runtime"),
    OS("OS"),
    ARCH("Arch");

    private static final Pattern RUNTIME_NAME = Pattern.compile("([a-zA-Z]+[0-9]+)(\\.[0-9]+)?[.0-9a-zA-Z]*(-native)?");

    /** The prefix of the names of built-in counters. No program makes counters with such names. */
    public static final String BUILT_IN = "limpid/";

    private final String member;

    Attribute(String member) {
        this.member = member;
    }

    /** The attribute's name in an answer. */
    public String member() {
        return member;
    }

    /** The attribute's name in chart configs: {@code version}, {@code runtime}, {@code os}, {@code arch}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The attribute's name for people: {@code operating system}. */
    public String inWords() {
        return switch (this) {
            case VERSION -> "version";
            case RUNTIME -> "runtime";
            case OS -> "operating system";
            case ARCH -> "processor";
        };
    }

    /**
     * The built-in counter of the versions, runtimes, systems or processors that a program ran on: {@code limpid/os}.
     */
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

    /** The value of this attribute in answers about a build. */
    public String of(Build build) {
        return switch (this) {
            case VERSION -> build.version();
            case RUNTIME -> coarse(build.runtime());
            case OS -> build.os();
            case ARCH -> build.arch();
        };
    }

    /** The value as answers contain it: {@code go1.24} for the runtime {@code go1.24.3}; other values are unchanged. */
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
