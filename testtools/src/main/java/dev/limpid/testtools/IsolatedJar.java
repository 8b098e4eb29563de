package dev.limpid.testtools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs code of a shaded jar in a process that has nothing else on its class path, so that a class that was wrongly left out of the jar
 * is missing there. Immutable.
 */
public final class IsolatedJar {
    private static final String FRACTIONS = """
            import dev.limpid.protocol.question.codec.CollectionConfigCodec;
            import dev.limpid.protocol.report.ReportCodec;

            class Fractions {
                public static void main(String[] json) throws Exception {
                    System.out.print(new String(ReportCodec.toJson(ReportCodec.read(json[0].getBytes()))));
                    System.out.println();
                    System.out.print(new String(CollectionConfigCodec.toJson(CollectionConfigCodec.read(json[1].getBytes(), "v1.0.0"))));
                }
            }
            """;

    private static final String REPORT =
            "{\"Week\":\"2026-08-20\",\"X\":0.1234567890123456,\"Config\":\"v1.0.0\",\"Programs\":[]}";

    private static final String CONFIG =
            "{\"OS\":[\"linux\"],\"Arch\":[\"amd64\"],\"Runtime\":[\"java21\"],\"FetchRate\":0.55,\"Programs\":["
                    + "{\"Name\":\"org.example/tool\",\"Versions\":[\"1.0.0\"],\"Charts\":["
                    + "{\"ID\":\"editor\",\"Rate\":0.00925,\"By\":[],\"Counters\":[\"editor:vim\"]}]}]}";

    private final Path jar;

    private IsolatedJar(Path jar) {
        this.jar = jar;
    }

    /** The jar at this place. */
    public static IsolatedJar of(Path jar) {
        return new IsolatedJar(jar);
    }

    /**
     * Reads a local report whose {@code X} is 0.1234567890123456 and a configuration with the rates 0.55 and 0.00925, and writes both
     * out again.
     *
     * @param folder an empty folder
     * @return the two texts, one after the other
     */
    public String roundTripFractions(Path folder) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Fractions.java"), FRACTIONS);
        return run(Map.of(), source.toString(), REPORT, CONFIG);
    }

    /**
     * Makes the local report of a week that ended, as the reporting process that a program starts does.
     *
     * @param home the folder in which {@code telemetry.example.org} is created, with a copy of these count files
     */
    public void report(Path home, Path countFiles, String now) throws IOException, InterruptedException {
        Path local = Files.createDirectories(home.resolve("telemetry.example.org/local"));
        try (Stream<Path> files = Files.list(countFiles)) {
            for (Path file : files.toList()) {
                Files.copy(file, local.resolve(file.getFileName()));
            }
        }
        run(
                Map.of("LIMPID_DIR", home.toString(), "LIMPID_NOW", now),
                "dev.limpid.uploader.embed.ReportingProcess",
                "telemetry.example.org");
    }

    private String run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", jar.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.equals("CI") || name.startsWith("GITHUB"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(jar.getFileName() + " alone ended with " + status + ":\n" + said);
        }
        return said;
    }
}
