package dev.limpid.testtools;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * A jar's settings for GraalVM, below {@code META-INF/native-image}: the resources and members that are looked up by name at run time.
 * Reads them as strictly as GraalVM does.
 */
public final class NativeImageFiles {

    private static final String FOLDER = "META-INF/native-image/";
    private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*)\"";
    private static final Pattern PATTERN = Pattern.compile("\\{\"pattern\": " + QUOTED + "\\}");
    private static final Pattern RESOURCES =
            Pattern.compile("\\{\"resources\": \\{\"includes\": \\[" + list(PATTERN) + "\\]\\}\\}\\s*");
    private static final Pattern TYPE = Pattern.compile("\\{\"name\": " + QUOTED
            + ", \"allDeclaredConstructors\": true, \"allDeclaredFields\": true, \"allDeclaredMethods\": true\\}");
    private static final Pattern REFLECTION = Pattern.compile("\\[\\s*" + list(TYPE) + "\\s*\\]\\s*");

    private final Set<String> entries = new TreeSet<>();
    private final List<String> patterns = new ArrayList<>();
    private final Set<String> reflected = new TreeSet<>();
    private final Set<String> atRunTime = new TreeSet<>();

    private NativeImageFiles() {}

    /**
     * Reads a jar.
     *
     * @throws IllegalStateException if a file's content is not what GraalVM expects, or GraalVM does not read such a file
     */
    public static NativeImageFiles read(Path file) throws IOException {
        NativeImageFiles files = new NativeImageFiles();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (ZipEntry entry :
                    jar.stream().filter(each -> !each.isDirectory()).toList()) {
                files.entries.add(entry.getName());
                if (entry.getName().startsWith(FOLDER)) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        files.add(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return files;
    }

    private void add(String name, String text) throws IOException {
        switch (name.substring(name.lastIndexOf('/') + 1)) {
            case "resource-config.json" -> patterns.addAll(all(name, text, RESOURCES, PATTERN));
            case "reflect-config.json" -> reflected.addAll(all(name, text, REFLECTION, TYPE));
            case "native-image.properties" -> {
                Properties read = new Properties();
                read.load(new StringReader(text));
                String args = read.getProperty("Args", "");
                atRunTime.addAll(
                        List.of(args.replace("--initialize-at-run-time=", "").split(",", -1)));
            }
            default -> throw new IllegalStateException(name + ": GraalVM does not read such a file");
        }
    }

    private static List<String> all(String name, String text, Pattern whole, Pattern part) {
        if (!whole.matcher(text).matches()) {
            throw new IllegalStateException(name + ": found " + text + ", expected " + whole);
        }
        List<String> found = new ArrayList<>();
        for (Matcher each = part.matcher(text); each.find(); ) {
            found.add(each.group(1).replace("\\\\", "\\"));
        }
        return found;
    }

    private static String list(Pattern of) {
        return "(?:" + of + "(?:,\\s*(?=\\{)|(?=\\s*\\])))*";
    }

    /** The resources of the jar that a native image would not contain. */
    public List<String> resourcesLeftOut() {
        return entries.stream()
                .filter(name -> !name.endsWith(".class") && !name.startsWith("META-INF/"))
                .filter(name -> patterns.stream().noneMatch(name::matches))
                .toList();
    }

    /** Patterns that match no resource of the jar. */
    public List<String> patternsWithoutResource() {
        return patterns.stream()
                .filter(pattern -> entries.stream().noneMatch(name -> name.matches(pattern)))
                .toList();
    }

    /** Classes that are named but are not in the jar. */
    public List<String> namedButMissing() {
        Set<String> named = new TreeSet<>(reflected);
        named.addAll(atRunTime);
        named.removeIf(name -> entries.contains(name.replace('.', '/') + ".class"));
        return List.copyOf(named);
    }

    /**
     * Classes of the jar that carry one of these annotations (in class-file notation) and whose members a native image would not find.
     */
    public Set<String> annotatedButNotNamed(ShadedJar jar, List<String> annotations) {
        Map<String, byte[]> found = new TreeMap<>(jar.classes());
        found.keySet().removeIf(name -> reflected.contains(name.replace('/', '.')));
        found.values().removeIf(bytes -> {
            String constants = new String(bytes, StandardCharsets.ISO_8859_1);
            return annotations.stream().noneMatch(constants::contains);
        });
        return found.keySet();
    }
}
