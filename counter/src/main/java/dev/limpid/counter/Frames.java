package dev.limpid.counter;

/**
 * Writes frames as they stand in a stack's name: {@code class.method:+N}, with {@code "} for a class that repeats, and
 * {@code hidden} for each run of frames that are neither the program's nor the JDK's.
 */
final class Frames {
    static final String HIDDEN = "hidden";

    private static final String[] JDK = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

    /** Names that the JVM or a library makes up at run time: what follows the word differs from run to run. */
    private static final String[] MADE_UP = {
        "$$Lambda",
        "$Proxy",
        "GeneratedMethodAccessor",
        "GeneratedConstructorAccessor",
        "GeneratedSerializationConstructorAccessor",
        "$$EnhancerBy",
        "$$FastClassBy",
        "$ByteBuddy",
        "$MockitoMock"
    };

    private Frames() {}

    /** Whether frames of this class may be stored. */
    static boolean mayShow(String className) {
        return beginsWithAny(className, Telemetry.frames()) || beginsWithAny(className, JDK);
    }

    /** The class name without what differs from run to run: an address after a slash, numbers, hashes. */
    static String canonical(String className) {
        int slash = className.indexOf('/');
        String name = slash < 0 ? className : className.substring(0, slash);
        for (String word : MADE_UP) {
            int at = name.indexOf(word);
            if (at >= 0) {
                return name.substring(0, at + word.length());
            }
        }
        return name;
    }

    private static boolean beginsWithAny(String className, String[] prefixes) {
        for (String entry : prefixes) {
            // A program's name stands for what begins like it: org.example/tool for org.example.
            int slash = entry.indexOf('/');
            String prefix = slash < 0 ? entry : entry.substring(0, slash) + ".";
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
