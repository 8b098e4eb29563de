package dev.limpid.counter;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Where methods begin in their source files, read from the line tables of the class files. */
final class MethodLines {
    /** One method: its name and the first and last line that its code came from. */
    record Method(String name, int first, int last) {}

    private static final int MOST_CLASSES = 2000;
    private static final ConcurrentHashMap<String, List<Method>> KNOWN = new ConcurrentHashMap<>();

    private MethodLines() {}

    /** The first line of the method of this name that this line is in, or -1 if it is not known. */
    static int firstLine(String className, String method, int line) {
        if (line < 1) {
            return -1;
        }
        int first = -1;
        for (Method candidate : methods(className)) {
            // Overloaded methods: the one whose lines hold this one, and of several the one that begins last.
            if (candidate.name.equals(method) && candidate.first <= line && line <= candidate.last) {
                first = Math.max(first, candidate.first);
            }
        }
        return first;
    }

    private static List<Method> methods(String className) {
        List<Method> known = KNOWN.get(className);
        if (known == null) {
            known = read(className);
            if (KNOWN.size() < MOST_CLASSES) {
                KNOWN.put(className, known);
            }
        }
        return known;
    }

    private static List<Method> read(String className) {
        String resource = className.replace('.', '/') + ".class";
        ClassLoader loader = MethodLines.class.getClassLoader();
        try (InputStream in = loader == null
                ? ClassLoader.getSystemResourceAsStream(resource)
                : loader.getResourceAsStream(resource)) {
            return in == null ? List.of() : new ClassFileLines(in.readAllBytes()).methods();
        } catch (IOException | RuntimeException e) {
            return new ArrayList<>();
        }
    }
}
