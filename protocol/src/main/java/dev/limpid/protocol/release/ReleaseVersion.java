package dev.limpid.protocol.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as its project writes it, split into parts: {@code v1.2.3-rc.1} has the mark {@code v}, the numbers 1, 2,
 * 3, and the suffix {@code -rc.1}. Versions are ordered as in Maven and Go where these agree: by the numbers (missing
 * ones are 0), pre-releases before their release, other suffixes after it.
 *
 * @param text the whole version
 * @param prefix the text before the first number: nothing, {@code v} or {@code go}
 * @param numbers the leading numbers, at least one
 * @param suffix the text after the numbers; empty for a plain release
 */
public record ReleaseVersion(String text, String prefix, List<Integer> numbers, String suffix)
        implements Comparable<ReleaseVersion> {

    private static final Pattern SHAPE = Pattern.compile(
            "(v|go|)([0-9]{1,9}(?:\\.[0-9]{1,9}){0,4})" + "((?:(?:[-.+_]?[a-zA-Z]|[-+_][0-9])[-.+_a-zA-Z0-9]*)?)");
    private static final Pattern SERIAL = Pattern.compile("(.*?)([0-9]{1,6})");

    /** What marks the version of a build between releases: a word such as snapshot, or a commit. */
    private static final Pattern BETWEEN =
            Pattern.compile("snapshot|devel|(?<![a-z])(?:dev|nightly)(?![a-z])|(?<![a-z])dirty$"
                    + "|[0-9][-.]g[0-9a-f]{3,40}(?![0-9a-z])|\\+g[0-9a-f]{3,40}(?![0-9a-z])" // git describe,
                    // setuptools-scm
                    + "|\\+[0-9]+-[0-9a-f]{7,40}(?![0-9a-z])" // sbt-dynver
                    + "|[0-9]{14}-[0-9a-f]{12}(?![0-9a-z])" // Go
                    + "|-[0-9]{8}\\.[0-9]{6}-[0-9]+$"); // what Maven makes of a snapshot

    /** The output of git describe in a clone without tags. */
    private static final Pattern COMMIT = Pattern.compile("(?=.*[a-f])[0-9a-f]{7,40}");

    /** Suffixes that mean the release itself. */
    private static final List<String> RELEASE = List.of("final", "ga", "release");

    /** Suffixes that come before the release, in order. */
    private static final List<String> BEFORE =
            List.of("dev", "alpha", "a", "beta", "b", "milestone", "m", "pre", "rc", "cr");

    public ReleaseVersion {
        numbers = List.copyOf(numbers);
    }

    /** Splits a version into parts; empty if it does not begin with a number, or a mark and a number. */
    public static Optional<ReleaseVersion> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Integer> numbers = new ArrayList<>();
        for (String number : matcher.group(2).split("\\.", -1)) {
            numbers.add(Integer.parseInt(number));
        }
        return Optional.of(new ReleaseVersion(text, matcher.group(1), numbers, matcher.group(3)));
    }

    /** A version of these parts. */
    static ReleaseVersion of(String mark, List<Integer> numbers, String suffix) {
        StringBuilder text = new StringBuilder(mark);
        for (int i = 0; i < numbers.size(); i++) {
            text.append(i == 0 ? "" : ".").append(numbers.get(i));
        }
        return new ReleaseVersion(text.append(suffix).toString(), mark, numbers, suffix);
    }

    /** Whether this is a release or pre-release: see {@link #isDevelopmentBuild}. */
    public boolean isReleased() {
        return !isDevelopmentBuild(text);
    }

    /**
     * Whether a text is the version of a build made between releases: a snapshot, a development or nightly build, a
     * commit, or nothing at all. Pre-releases ({@code 2.0.0-rc.1}, {@code 2.0-M3}), later editions of a release ({@code
     * 1.4.0.post3}, {@code 33.0-jre}) and build metadata ({@code 1.4.0+build.5}) count as released. This rule is
     * defined only here.
     */
    public static boolean isDevelopmentBuild(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return lower.isEmpty()
                || lower.equals("unknown")
                || COMMIT.matcher(lower).matches()
                || BETWEEN.matcher(lower).find();
    }

    /** Whether it precedes the release with its numbers. */
    public boolean isPrerelease() {
        return side() < 0;
    }

    /**
     * The suffix without its last number: {@code -rc.} of {@code -rc.2}; the whole suffix if it does not end with a
     * number.
     */
    String suffixStem() {
        Matcher matcher = SERIAL.matcher(suffix);
        return matcher.matches() ? matcher.group(1) : suffix;
    }

    /** The last number of the suffix, or -1. */
    int suffixNumber() {
        Matcher matcher = SERIAL.matcher(suffix);
        return matcher.matches() ? Integer.parseInt(matcher.group(2)) : -1;
    }

    /** The number at a place, 0 if there is none. */
    int number(int place) {
        return place < numbers.size() ? numbers.get(place) : 0;
    }

    /** The same numbers up to a place, then the given number, then zeros. */
    ReleaseVersion with(int place, int number, String newSuffix) {
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < Math.max(numbers.size(), place + 1); i++) {
            changed.add(i < place ? number(i) : i == place ? number : 0);
        }
        return of(prefix, changed, newSuffix);
    }

    /** The same version written with {@code count} numbers; only zeros are left out. */
    ReleaseVersion withNumbers(int count) {
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < Math.max(count, numbers.size()); i++) {
            changed.add(number(i));
        }
        while (changed.size() > count && changed.get(changed.size() - 1) == 0) {
            changed.remove(changed.size() - 1);
        }
        return of(prefix, changed, suffix);
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int order = Integer.compare(number(i), other.number(i));
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(side(), other.side());
        if (order == 0) {
            order = prefix.compareTo(other.prefix);
        }
        if (order == 0) {
            order = isSemantic() ? semantic(suffix, other.suffix) : Integer.compare(rank(), other.rank());
        }
        if (order == 0) {
            order = suffixStem().compareToIgnoreCase(other.suffixStem());
        }
        if (order == 0) {
            order = Integer.compare(suffixNumber(), other.suffixNumber());
        }
        return order != 0 ? order : text.compareTo(other.text);
    }

    /** Whether this is a semantic version, as Go's are: any suffix that begins with a dash precedes the release. */
    private boolean isSemantic() {
        return prefix.equals("v");
    }

    /** Its position relative to the release with its numbers: -1 before, 0 equal, 1 after. */
    private int side() {
        String word = word();
        if (suffix.isEmpty() || suffix.startsWith("+") || RELEASE.contains(word)) {
            return 0;
        }
        return BEFORE.contains(word) || (isSemantic() && suffix.startsWith("-")) ? -1 : 1;
    }

    private int rank() {
        return BEFORE.indexOf(word());
    }

    /** The order of Semantic Versioning 2.0.0, section 11.4: part by part, numbers by value and before words. */
    private static int semantic(String a, String b) {
        String[] left = a.split("[.]", -1);
        String[] right = b.split("[.]", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean leftNumber = left[i].matches("[0-9]{1,9}");
            boolean rightNumber = right[i].matches("[0-9]{1,9}");
            int order;
            if (leftNumber && rightNumber) {
                order = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
            } else {
                order = leftNumber == rightNumber ? left[i].compareTo(right[i]) : leftNumber ? -1 : 1;
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    private String word() {
        int from = 0;
        while (from < suffix.length() && !Character.isLetter(suffix.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < suffix.length() && Character.isLetter(suffix.charAt(to))) {
            to++;
        }
        return suffix.substring(from, to).toLowerCase(Locale.ROOT);
    }
}
