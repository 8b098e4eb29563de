package dev.limpid.counter;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ResolvedModule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which methods the classes of the program and of the JDK have, and where they begin in their source files.
 * Reads class files (JVMS chapter 4), and skips everything else in them.
 *
 * <p>Each instance reads one class, on one thread; what is known about all classes is in a concurrent map.
 */
final class MethodLines {
    /** There is no such class, or it has no such method, as far as can be seen. */
    static final int NO_METHOD = -2;

    /** A method that one compiler generates and others may not: a bridge, an accessor, a table for a switch. */
    static final int MADE = -3;

    private static final int MOST_CLASSES = 2000;

    private static final int SYNTHETIC = 0x1000;

    /** Set by GraalVM. */
    private static final boolean NATIVE_IMAGE =
            "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"));

    /**
     * The JDK's classes, by module and class, then by method name: the first and last line of each method of that name,
     * in sequence. Each program keeps its own classes: a class of one program need not be a class of another, or of its
     * next version.
     */
    private static final ConcurrentHashMap<String, Map<String, int[]>> KNOWN = new ConcurrentHashMap<>();

    private final ByteBuffer in;
    private final int[] utf8;
    private final Map<String, int[]> lines = new HashMap<>();

    /** If it is not 0, only the method with the nearest line at or before this one is looked for. */
    private final int wanted;

    private int nearest;

    private MethodLines(byte[] classFile, int wanted) {
        this.wanted = wanted;
        in = ByteBuffer.wrap(classFile);
        in.position(8);
        utf8 = new int[u2()];
        for (int i = 1; i < utf8.length; i++) {
            i += constant(i);
        }
    }

    /**
     * The first line of the method of this name that contains this line, -1 if it is not known, {@link #MADE} or {@link
     * #NO_METHOD}.
     *
     * @param module the module of the JDK that contains the class, empty for a class of the program, null for any other
     */
    static int firstLine(@Nullable String module, String className, String method, int line) {
        if (NATIVE_IMAGE) {
            // A native image contains no class files, and only the classes that it was built from: no user can have
            // added one.
            return "".equals(module) || className.startsWith("java.") ? -1 : NO_METHOD;
        }
        int[] lines = module == null ? null : methods(module, className, 0).get(method);
        if (lines == null) {
            return NO_METHOD;
        }
        int first = -1;
        for (int i = 0; i < lines.length; i += 2) {
            // Overloaded methods: takes the one whose lines include this one, and of several the one that begins last.
            int last = Math.abs(lines[i + 1]);
            if (lines[i] <= line && line <= last) {
                first = Math.max(first, lines[i + 1] < 0 ? 0 : Math.max(1, lines[i]));
            }
        }
        return first == 0 ? MADE : first;
    }

    /**
     * Whether a method is the body of a lambda or of a default value. Each compiler names and numbers these in its own
     * way: {@code lambda$run$0}, {@code lambda$0}, {@code run$lambda$0}, {@code $anonfun$run$1}, {@code run$default}.
     */
    static boolean isBody(String method) {
        return method.startsWith("lambda$")
                || method.contains("$lambda")
                || method.contains("$anonfun$")
                || method.endsWith("$default");
    }

    /**
     * The method of the source that contains a body, and that method's first and last line: the method with the nearest
     * line before, since no other can come between. Without lines, the method that the body's name contains. Null if
     * this is not known.
     */
    static Map.@Nullable Entry<String, int[]> enclosing(
            @Nullable String module, String className, String body, int line) {
        if (NATIVE_IMAGE || module == null) {
            return null;
        }
        if (line > 0) {
            for (Map.Entry<String, int[]> only :
                    methods(module, className, line).entrySet()) {
                return only;
            }
        }
        Map<String, int[]> all = methods(module, className, 0);
        for (String part : body.split("\\$", -1)) {
            String name = part.equals("new") ? "<init>" : part.equals("static") ? "<clinit>" : part;
            if (all.containsKey(name)) {
                return Map.entry(name, new int[2]);
            }
        }
        return null;
    }

    private static Map<String, int[]> methods(String module, String className, int wanted) {
        String key = module + '/' + className + '/' + wanted;
        Program program = module.isEmpty() ? Program.ofCaller() : null;
        ConcurrentHashMap<String, Map<String, int[]>> known = program == null ? KNOWN : program.lines;
        Map<String, int[]> found = known.get(key);
        if (found == null) {
            found = read(module, className, wanted);
            if (known.size() < MOST_CLASSES && (program != null || !module.isEmpty())) {
                known.put(key, found);
            }
        }
        return found;
    }

    private static Map<String, int[]> read(String module, String className, int wanted) {
        String resource = className.replace('.', '/') + ".class";
        try (InputStream in = module.isEmpty() ? ofProgram(resource) : ofJdk(module, resource)) {
            return in == null ? Map.of() : new MethodLines(in.readAllBytes(), wanted).read();
        } catch (IOException | RuntimeException e) {
            // It cannot be read, or is not a class: nothing is known about it.
            return Map.of();
        }
    }

    private static @Nullable InputStream ofProgram(String resource) {
        ClassLoader loader = Telemetry.callerLoader();
        return loader == null ? ClassLoader.getSystemResourceAsStream(resource) : loader.getResourceAsStream(resource);
    }

    /** Users' modules can have any name, so the module must be in the run-time image. */
    private static @Nullable InputStream ofJdk(String module, String resource) throws IOException {
        ModuleLayer boot = ModuleLayer.boot();
        Optional<ResolvedModule> found = boot.configuration().findModule(module);
        boolean jdk = found.isPresent()
                && (module.startsWith("java.") || module.startsWith("jdk."))
                && String.valueOf(found.get().reference().location().orElse(null))
                        .startsWith("jrt:");
        return jdk ? boot.findModule(module).orElseThrow().getResourceAsStream(resource) : null;
    }

    /** Skips one constant; returns 1 if it takes two places. */
    private int constant(int index) {
        int tag = in.get();
        switch (tag) {
            case 1 -> {
                utf8[index] = in.position();
                skip(u2());
            }
            case 7, 8, 16, 19, 20 -> skip(2);
            case 15 -> skip(3);
            case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4);
            case 5, 6 -> skip(8);
            default -> throw new IllegalArgumentException("constant of unknown kind " + tag);
        }
        return tag == 5 || tag == 6 ? 1 : 0;
    }

    private Map<String, int[]> read() {
        int ofClass = u2();
        skip(4);
        skip(2 * u2());
        for (int fields = u2(); fields > 0; fields--) {
            skip(6);
            attributes("", "", false);
        }
        for (int methods = u2(); methods > 0; methods--) {
            int flags = u2() | ofClass;
            String name = text(u2());
            if (wanted == 0) {
                lines.putIfAbsent(name, new int[0]);
            }
            skip(2);
            attributes("Code", name, (flags & SYNTHETIC) != 0);
        }
        return lines;
    }

    /** Skips all attributes except the one that is wanted: a method's code, or within it the lines. */
    private void attributes(String sought, String method, boolean synthetic) {
        for (int count = u2(); count > 0; count--) {
            boolean found = text(u2()).equals(sought);
            int end = in.getInt() + in.position();
            if (found && sought.equals("Code")) {
                skip(4);
                skip(in.getInt());
                skip(8 * u2());
                attributes("LineNumberTable", method, synthetic);
            } else if (found) {
                lines(method, synthetic);
            }
            in.position(end);
        }
    }

    private void lines(String method, boolean synthetic) {
        int first = Integer.MAX_VALUE;
        int last = -1;
        int before = 0;
        for (int entries = u2(); entries > 0; entries--) {
            skip(2);
            int line = u2();
            // An enum's constants come first in its source, and one compiler's table adds an earlier line after them.
            first = last > 0 && method.equals("<clinit>") ? first : Math.min(first, line);
            last = Math.max(last, line);
            before = line <= wanted ? Math.max(before, line) : before;
        }
        if (wanted > 0) {
            if (before > nearest && !synthetic && !isBody(method)) {
                nearest = before;
                lines.clear();
                lines.put(method, new int[] {first, last});
            }
            return;
        }
        int[] others = lines.getOrDefault(method, new int[0]);
        int[] all = Arrays.copyOf(others, others.length + 2);
        all[others.length] = first;
        all[others.length + 1] = synthetic && !isBody(method) ? -last : last;
        lines.put(method, all);
    }

    private String text(int index) {
        int at = utf8[index];
        return new String(in.array(), at + 2, in.getShort(at) & 0xffff, StandardCharsets.UTF_8);
    }

    private int u2() {
        return in.getShort() & 0xffff;
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }
}
