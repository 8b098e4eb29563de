package dev.limpid.dist.demo;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.dist.simulation.SimulatedHome;
import dev.limpid.dist.simulation.SimulatedProcess;
import dev.limpid.examples.dupfind.DupFind;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A program of the demo. Each run is a separate process, on the Java that runs the demo. Safe for use by many threads.
 */
final class DemoProgram {

    /** Generous, since a busy machine may be slow; a run that takes longer has failed. */
    private static final int MINUTES = 10;

    private final List<String> command;
    private final Map<String, String> variables;

    /**
     * Prepares a program.
     *
     * @param folder where to make an archive of loaded classes, which halves the start-up time of the many processes
     * @param first a class path entry to put first; may be empty
     * @param begin the arguments that every run begins with
     * @param training the arguments of a training run, which loads the classes that most runs load
     * @param variables the environment variables of every run
     */
    private DemoProgram(
            Path folder,
            Class<?> main,
            String first,
            List<String> begin,
            String training,
            Map<String, String> variables)
            throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        Path archive = folder.resolve(main.getSimpleName() + ".jsa");
        List<String> options = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xlog:disable");
        List<String> program = join(List.of("-cp", first + classPath(), main.getName()), begin);
        start(
                join(List.of(java, "-XX:ArchiveClassesAtExit=" + archive), options, program, List.of(training)),
                Map.of("LIMPID", "off"));
        this.command = join(List.of(java, "-XX:SharedArchiveFile=" + archive), options, program);
        this.variables = variables;
    }

    /** The example program, built for a collection. */
    static DemoProgram dupFind(Path folder, CollectionIdentity identity) throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        String build = build(folder, identity) + File.pathSeparator;
        return new DemoProgram(folder, DupFind.class, build, List.of(), empty.toString(), Map.of());
    }

    /** {@code limpid} itself, which counts its commands for a collection, with the version of a future release. */
    static DemoProgram limpid(Path folder, CollectionIdentity identity, String version) throws IOException {
        return new DemoProgram(
                folder, DemoLimpid.class, "", List.of(identity.name()), "env", Map.of("LIMPID_VERSION", version));
    }

    /** The program.properties of the example. */
    static Properties shipped() throws IOException {
        Properties values = new Properties();
        try (InputStream in = DupFind.class.getResourceAsStream("/META-INF/limpid/program.properties")) {
            if (in == null) {
                throw new IllegalStateException("the example program has no program.properties");
            }
            values.load(in);
        }
        return values;
    }

    /** Builds the example for a collection: unlike the original, its program.properties names a server. */
    private static Path build(Path folder, CollectionIdentity identity) throws IOException {
        Properties values = shipped();
        values.setProperty("collection", identity.name());
        values.setProperty("upload", identity.uploadUrl());
        values.setProperty("config", identity.configUrl());
        values.setProperty("policy", identity.policy());
        Path build = folder.resolve("build");
        Path metadata = Files.createDirectories(build.resolve("META-INF").resolve("limpid"));
        try (Writer out = Files.newBufferedWriter(metadata.resolve("program.properties"))) {
            values.store(out, "dupfind as built for " + identity.name());
        }
        return build;
    }

    /**
     * Runs the program once on a machine and waits for its end.
     *
     * @param now the current time for the program
     * @return its exit code
     */
    int run(SimulatedHome home, Instant now, List<String> arguments) throws IOException {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(home.variables(now));
        return start(join(command, arguments), all);
    }

    private static int start(List<String> command, Map<String, String> variables) throws IOException {
        int code = SimulatedProcess.run(command, variables, MINUTES);
        if (code < 0) {
            throw new IOException("a program of the demo, which takes a second on most machines, did not end within "
                    + MINUTES
                    + " minutes. Try again when this machine has less to do, or with fewer runs: limpid demo"
                    + " --homes 10 --weeks 2");
        }
        return code;
    }

    /** The program's own jars first: the class loader opens jars until it finds a class. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .flatMap(DemoProgram::expand)
                .filter(entry -> !entry.isEmpty())
                .sorted(Comparator.comparing((String entry) -> !entry.contains("examples"))
                        .thenComparing(entry -> !entry.contains("limpid-") && !entry.contains("picocli")))
                .reduce((first, second) -> first + File.pathSeparator + second)
                .orElseThrow();
    }

    private static Stream<String> expand(String entry) {
        if (!entry.endsWith("*")) {
            return Stream.of(entry);
        }
        try (Stream<Path> jars = Files.list(Path.of(entry.substring(0, entry.length() - 1)))) {
            return jars.map(Path::toString).filter(jar -> jar.endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SafeVarargs
    private static List<String> join(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }
}
