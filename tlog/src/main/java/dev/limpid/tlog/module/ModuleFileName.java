package dev.limpid.tlog.module;

import dev.limpid.tlog.LogFormatException;
import java.util.Locale;
import java.util.Set;

/**
 * The names that a file in a module may have. Go clients refuse a module with any other name (golang.org/x/mod, {@code
 * module.CheckFilePath} and {@code zip.CheckZip}), and so do we. Go also accepts letters of other scripts. We accept
 * only ASCII, so that nothing depends on the version of Unicode, and no two spellings look alike.
 */
final class ModuleFileName {

    static final String GO_MOD = "go.mod";

    private static final String PUNCTUATION = "!#$%&()+,-.=@[]^_{}~ ";

    private static final Set<String> OF_WINDOWS = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private ModuleFileName() {}

    /**
     * @throws LogFormatException if a file in a module may not have this name, which is relative to the module's root
     */
    static void check(String name) throws LogFormatException {
        String[] elements = name.split("/", -1);
        for (String element : elements) {
            if (element.isEmpty() || element.endsWith(".")) {
                throw refused(name, "an element is empty or ends with a dot");
            }
            for (int i = 0; i < element.length(); i++) {
                if (!isAllowed(element.charAt(i))) {
                    throw refused(name, "it contains character " + (int) element.charAt(i));
                }
            }
            if (isReservedOnWindows(element)) {
                throw refused(name, "\"" + element + "\" is a device on Windows");
            }
        }
        String last = folded(elements[elements.length - 1]);
        if (last.equals(GO_MOD) && !name.equals(GO_MOD)) {
            throw refused(name, "expected go.mod in small letters at the module's root");
        }
    }

    private static LogFormatException refused(String name, String why) {
        String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return new LogFormatException("\"" + shown + "\" is not a file name for a module: " + why);
    }

    private static boolean isAllowed(char c) {
        boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return word || PUNCTUATION.indexOf(c) >= 0;
    }

    /** Whether Windows would open a device for this name, whatever follows its first dot. */
    static boolean isReservedOnWindows(String element) {
        int dot = element.indexOf('.');
        return OF_WINDOWS.contains(folded(dot < 0 ? element : element.substring(0, dot)));
    }

    /** The name as a case-insensitive file system sees it. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
