package dev.limpid.web.words;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The minor line that a version belongs to: {@code 1.14} for {@code 1.14.3}, {@code v1.14.0-rc.1} and {@code 1.14.3.1}.
 * A version that does not begin with a number belongs to no line; nothing is guessed.
 */
public final class MinorVersion {
    /** The line of all versions that do not begin with a number. */
    public static final String NONE = "";

    private static final Pattern LINE = Pattern.compile("[vV]?([0-9]{1,9})(?:\\.([0-9]{1,9}))?(.*)", Pattern.DOTALL);
    private static final Pattern RELEASE = Pattern.compile(
            "[vV]?[0-9]+([._][0-9]+)*([.\\-]?(final|release|ga|jre|jre[0-9]+))?(\\+[0-9a-z.\\-]+)?",
            Pattern.CASE_INSENSITIVE);

    private MinorVersion() {}

    /** The line in words, such as {@code 1.14}; {@link #NONE} if the version does not begin with a number. */
    public static String of(String version) {
        Matcher matcher = LINE.matcher(version);
        if (!matcher.matches()) {
            return NONE;
        }
        String rest = matcher.group(3);
        if (matcher.group(2) == null) {
            // A single number is its own line; one that is followed by letters, such as 3f9c1e, is not a version
            // number.
            return rest.isEmpty() || ".-+_ ".indexOf(rest.charAt(0)) >= 0 ? plain(matcher.group(1)) : NONE;
        }
        // 24.04 contains a month, so the second number keeps its leading zero.
        return plain(matcher.group(1)) + "." + matcher.group(2);
    }

    /** Whether it is a release: numbers without the mark of a pre-release. Text after a + describes the build. */
    public static boolean isRelease(String version) {
        return RELEASE.matcher(version).matches();
    }

    private static String plain(String number) {
        return number.replaceFirst("^0+(?=.)", "");
    }
}
