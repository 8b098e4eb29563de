package dev.limpid.protocol.report;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The packages of the JDK that runs this, and the program that writes them into {@code jdk-packages.txt}: a line for each
 * package with the versions of Java that have classes in it. Run it once with each JDK that the list should contain:
 *
 * <pre>java protocol/src/test/java/dev/limpid/protocol/report/RunningJdk.java</pre>
 */
final class RunningJdk {

    static final Path LIST = Path.of("src/main/resources/dev/limpid/protocol/report/jdk-packages.txt");

    private RunningJdk() {}

    /** Writes the running JDK's packages into the list, and leaves those of others. */
    public static void main(String[] args) throws IOException {
        Path list = Path.of("protocol").resolve(LIST);
        String running = String.valueOf(version());
        NavigableMap<String, NavigableSet<String>> all = read(list);
        all.values().forEach(versions -> versions.remove(running));
        packages()
                .forEach(name ->
                        all.computeIfAbsent(name, key -> new TreeSet<>()).add(running));
        List<String> lines = new ArrayList<>();
        all.forEach((name, versions) -> {
            if (!versions.isEmpty()) {
                lines.add(name + " " + String.join(" ", versions));
            }
        });
        Files.write(list, lines);
    }

    static int version() {
        return Runtime.version().feature();
    }

    /** The versions, by package. */
    static NavigableMap<String, NavigableSet<String>> read(Path list) throws IOException {
        NavigableMap<String, NavigableSet<String>> all = new TreeMap<>();
        for (String line : Files.exists(list) ? Files.readAllLines(list) : List.<String>of()) {
            String[] words = line.split(" ", -1);
            NavigableSet<String> versions = new TreeSet<>(List.of(words));
            versions.remove(words[0]);
            all.put(words[0], versions);
        }
        return all;
    }

    /** Every package with a class in one of the JDK's own modules. */
    static NavigableSet<String> packages() throws IOException {
        NavigableSet<String> packages = new TreeSet<>();
        for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
            String name = module.descriptor().name();
            if (name.startsWith("java.") || name.startsWith("jdk.")) {
                try (ModuleReader reader = module.open();
                        Stream<String> files = reader.list()) {
                    files.filter(file -> file.endsWith(".class") && file.indexOf('/') > 0)
                            .map(file ->
                                    file.substring(0, file.lastIndexOf('/')).replace('/', '.'))
                            .filter(found -> !found.startsWith("META-INF"))
                            .forEach(packages::add);
                }
            }
        }
        return packages;
    }

    /** The packages that programs are meant to use. */
    static NavigableSet<String> exported() {
        NavigableSet<String> packages = new TreeSet<>();
        for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
            if (module.descriptor().name().startsWith("java.")) {
                module.descriptor().exports().stream()
                        .filter(exports -> !exports.isQualified())
                        .forEach(exports -> packages.add(exports.source()));
            }
        }
        return packages;
    }
}
