package dev.limpid.tlog.module;

import dev.limpid.tlog.LogFormatException;

/**
 * The path of a module, such as {@code telemetry.example.org/config}, by the rules that Go clients enforce: elements of
 * letters, digits and {@code -._~} that do not begin or end with a dot, the first of them lower case with a dot inside.
 *
 * @param text the path
 */
public record ModulePath(String text) {

    public ModulePath {
        String fault = fault(text);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException(fault);
        }
    }

    /** @throws LogFormatException if the text is not a module path */
    public static ModulePath parse(String text) throws LogFormatException {
        String fault = fault(text);
        if (!fault.isEmpty()) {
            throw new LogFormatException(fault);
        }
        return new ModulePath(text);
    }

    private static String fault(String text) {
        String quoted =
                "\"" + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + "\" is not a module path: ";
        if (text.length() > 500) {
            return quoted + "it has more than 500 characters";
        }
        String[] elements = text.split("/", -1);
        for (int i = 0; i < elements.length; i++) {
            String element = elements[i];
            if (element.isEmpty() || element.startsWith(".") || element.endsWith(".")) {
                return quoted + "an element is empty, or begins or ends with a dot";
            }
            if (ModuleFileName.isReservedOnWindows(element) || isShortName(element)) {
                return quoted + "\"" + element + "\" means something else on Windows";
            }
            for (int at = 0; at < element.length(); at++) {
                if (!allowed(element.charAt(at), i == 0)) {
                    return quoted + "it contains '" + element.charAt(at) + "'";
                }
            }
        }
        if (elements[0].indexOf('.') < 0 || elements[0].startsWith("-")) {
            return quoted + "its first element is not a host name with a dot, such as telemetry.example.org";
        }
        String last = elements[elements.length - 1];
        if (text.startsWith("gopkg.in/") || (isMajor(last) && (majorOf(last) < 2 || last.startsWith("v0")))) {
            return quoted + "its last element is not a major version such as v2";
        }
        return "";
    }

    /** Whether this looks like the short form of a long name on Windows: {@code config~1}. */
    private static boolean isShortName(String element) {
        int dot = element.indexOf('.');
        String stem = dot < 0 ? element : element.substring(0, dot);
        int tilde = stem.lastIndexOf('~');
        return tilde >= 0 && tilde < stem.length() - 1 && isDigits(stem.substring(tilde + 1));
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether an element looks like a major version, dots or not; Go refuses those with dots. */
    private static boolean isMajor(String element) {
        return element.length() > 1
                && element.charAt(0) == 'v'
                && isDigits(element.substring(1).replace(".", ""));
    }

    /** The number after the {@code v}; -1 if it is not a number of up to 17 digits. */
    private static long majorOf(String element) {
        return element.length() < 19 && isDigits(element.substring(1)) ? Long.parseLong(element.substring(1)) : -1;
    }

    /**
     * Requires that the path and a version have the same major version, as Go clients do: {@code example.org/x} has
     * versions v0 and v1, {@code example.org/x/v2} has v2.
     *
     * @throws LogFormatException if they do not
     */
    public void requireFits(ModuleVersion version) throws LogFormatException {
        String last = text.substring(text.lastIndexOf('/') + 1);
        boolean fits = isMajor(last) ? version.major() == majorOf(last) : version.major() < 2;
        if (!fits) {
            throw new LogFormatException("version " + version + " does not fit the path " + text
                    + ", which ends in the major version from v2 on");
        }
    }

    private static boolean allowed(char c, boolean first) {
        boolean small = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        return small || (!first && ((c >= 'A' && c <= 'Z') || c == '_' || c == '~'));
    }

    /**
     * The path as proxies spell it: each capital as {@code !} and the small letter, for case-insensitive file systems.
     */
    public String escaped() {
        return CaseEncoding.escape(text);
    }

    /** Reads a path as proxies spell it. */
    public static ModulePath unescape(String escaped) throws LogFormatException {
        return parse(CaseEncoding.unescape(escaped));
    }

    @Override
    public String toString() {
        return text;
    }
}
