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

    /** @throws LogFormatException if the text is no module path */
    public static ModulePath parse(String text) throws LogFormatException {
        String fault = fault(text);
        if (!fault.isEmpty()) {
            throw new LogFormatException(fault);
        }
        return new ModulePath(text);
    }

    private static String fault(String text) {
        String quoted = "\"" + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + "\" is no module path: ";
        if (text.length() > 500) {
            return quoted + "it has more than 500 characters";
        }
        String[] elements = text.split("/", -1);
        for (int i = 0; i < elements.length; i++) {
            String element = elements[i];
            if (element.isEmpty() || element.startsWith(".") || element.endsWith(".")) {
                return quoted + "an element is empty, or begins or ends with a dot";
            }
            for (int at = 0; at < element.length(); at++) {
                if (!allowed(element.charAt(at), i == 0)) {
                    return quoted + "it holds '" + element.charAt(at) + "'";
                }
            }
        }
        if (elements[0].indexOf('.') < 0 || elements[0].startsWith("-")) {
            return quoted + "its first element is no host name with a dot, such as telemetry.example.org";
        }
        return "";
    }

    private static boolean allowed(char c, boolean first) {
        boolean small = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        return small || (!first && ((c >= 'A' && c <= 'Z') || c == '_' || c == '~'));
    }

    /** The path as proxies spell it: each capital as {@code !} and the small letter, for file systems that fold case. */
    public String escaped() {
        return CaseEncoding.escape(text);
    }

    /** The path whose spelling at a proxy this is. */
    public static ModulePath unescape(String escaped) throws LogFormatException {
        return parse(CaseEncoding.unescape(escaped));
    }

    @Override
    public String toString() {
        return text;
    }
}
