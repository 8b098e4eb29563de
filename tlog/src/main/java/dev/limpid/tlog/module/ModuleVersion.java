package dev.limpid.tlog.module;

import dev.limpid.tlog.LogFormatException;

/**
 * A version {@code vX.Y.Z} or {@code vX.Y.Z-prerelease}, ordered as semantic versions are (semver 2.0.0, section 11).
 * Build metadata is not allowed.
 *
 * <p>Immutable.
 */
public final class ModuleVersion implements Comparable<ModuleVersion> {

    private final String text;
    private final long[] numbers = new long[3];
    private final String prerelease;

    private ModuleVersion(String text) throws LogFormatException {
        this.text = text;
        int dash = text.indexOf('-');
        String release = dash < 0 ? text : text.substring(0, dash);
        prerelease = dash < 0 ? "" : text.substring(dash + 1);
        String[] parts = release.startsWith("v") ? release.substring(1).split("\\.", -1) : new String[0];
        if (parts.length != 3 || text.length() > 100) {
            throw malformed();
        }
        for (int i = 0; i < 3; i++) {
            try {
                numbers[i] = dev.limpid.tlog.CanonicalDecimal.parse("version number", parts[i]);
            } catch (LogFormatException e) {
                throw malformed();
            }
        }
        if (dash >= 0) {
            for (String identifier : prerelease.split("\\.", -1)) {
                checkIdentifier(identifier);
            }
        }
    }

    /** @throws LogFormatException if the text is not a version */
    public static ModuleVersion parse(String text) throws LogFormatException {
        return new ModuleVersion(text);
    }

    /** Reads a version as proxies spell it. */
    public static ModuleVersion unescape(String escaped) throws LogFormatException {
        return parse(CaseEncoding.unescape(escaped));
    }

    /** The version as proxies spell it. */
    public String escaped() {
        return CaseEncoding.escape(text);
    }

    long major() {
        return numbers[0];
    }

    private void checkIdentifier(String identifier) throws LogFormatException {
        boolean digits = true;
        for (int i = 0; i < identifier.length(); i++) {
            char c = identifier.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            digits &= digit;
            if (!digit && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '-') {
                throw malformed();
            }
        }
        if (identifier.isEmpty() || (digits && identifier.length() > 1 && identifier.charAt(0) == '0')) {
            throw malformed();
        }
    }

    private LogFormatException malformed() {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return new LogFormatException("\"" + shown + "\" is not a version, expected vX.Y.Z");
    }

    @Override
    public int compareTo(ModuleVersion other) {
        for (int i = 0; i < 3; i++) {
            int order = Long.compare(numbers[i], other.numbers[i]);
            if (order != 0) {
                return order;
            }
        }
        if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
            return Boolean.compare(prerelease.isEmpty(), other.prerelease.isEmpty());
        }
        String[] mine = prerelease.split("\\.", -1);
        String[] theirs = other.prerelease.split("\\.", -1);
        for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
            int order = compareIdentifiers(mine[i], theirs[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(mine.length, theirs.length);
    }

    private static int compareIdentifiers(String a, String b) {
        boolean aNumber = isNumber(a);
        boolean bNumber = isNumber(b);
        if (aNumber && bNumber) {
            return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
        }
        return aNumber == bNumber ? a.compareTo(b) : Boolean.compare(bNumber, aNumber);
    }

    private static boolean isNumber(String identifier) {
        for (int i = 0; i < identifier.length(); i++) {
            if (identifier.charAt(i) < '0' || identifier.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModuleVersion that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
