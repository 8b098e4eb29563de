package dev.limpid.testtools;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * A jar that was assembled from several jars, without some of their classes.
 *
 * @param classes every class file in it except module-info, by the class's name with slashes
 */
public record ShadedJar(Map<String, byte[]> classes) {

    private static final int CLASS = 7;
    private static final int UTF8 = 1;

    /** Reads a jar. */
    public static ShadedJar read(Path file) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (ZipEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class") && !entry.getName().equals("module-info.class")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        classes.put(entry.getName().replaceAll("\\.class$", ""), in.readAllBytes());
                    }
                }
            }
        }
        return new ShadedJar(classes);
    }

    /**
     * The classes that are referenced in the jar but are not in it, each with the classes that reference it.
     *
     * @param within the prefix of the names of classes that should be in the jar
     * @param without a pattern of names that nothing in the jar ever calls
     */
    public Map<String, Set<String>> missing(String within, String without) throws IOException {
        Map<String, Set<String>> missing = new TreeMap<>();
        for (Map.Entry<String, byte[]> type : classes.entrySet()) {
            for (String other : named(type.getValue())) {
                if (other.startsWith(within) && !classes.containsKey(other) && !other.matches(without)) {
                    missing.computeIfAbsent(other, of -> new TreeSet<>()).add(type.getKey());
                }
            }
        }
        return missing;
    }

    /** The classes that a class file's constant pool names: it cannot run without them. JVMS 4.4. */
    private static Set<String> named(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        in.skipNBytes(8);
        int constants = in.readUnsignedShort();
        Map<Integer, String> texts = new TreeMap<>();
        List<Integer> names = new ArrayList<>();
        for (int i = 1; i < constants; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case UTF8 -> texts.put(i, in.readUTF());
                case CLASS -> names.add(in.readUnsignedShort());
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // it takes two entries
                }
                default -> in.skipNBytes(4);
            }
        }
        Set<String> named = new TreeSet<>();
        names.forEach(name -> named.add(texts.getOrDefault(name, "").replaceAll("^\\[+L(.*);$", "$1")));
        return named;
    }
}
