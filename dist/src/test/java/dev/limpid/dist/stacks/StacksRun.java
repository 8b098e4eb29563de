package dev.limpid.dist.stacks;

import dev.limpid.cli.UserCommands;
import dev.limpid.counter.home.Environment;
import dev.limpid.dist.forge.RecordingForge;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** {@code limpid stacks} over a folder of published crashes, as its tests run it. */
final class StacksRun {

    static final String ORDER = "org.example.Plan.order:+3 org.example.Plan.make:+1 org.example.Main.main:+5";
    private static final String ORDER_MOVED =
            "java.util.ArrayList.get:+1 org.example.Plan.order:+4 hidden org.example.Plan.make:+1";
    static final String READ = "org.example.Plan.read:+2 org.example.Main.main:+6";
    private static final String TRIAL = "org.example.SelfTest.run:+1 org.example.Main.main:+7";

    /** What it printed, with values that differ from run to run replaced: places and intervals. */
    record Result(int code, String out, String err) {}

    private final Path folder;

    /** Publishes three weeks of crashes, and the methods of one version. */
    StacksRun(Path folder) throws IOException {
        this.folder = folder;
        PublishedCrashes crashes = new PublishedCrashes();
        crashes.week().crash("1.0.0", "linux", 3, ORDER);
        crashes.week()
                .crash("1.0.0", "linux", 4, ORDER)
                .crash("1.1.0-rc.1", "linux", 2, TRIAL.replace("SelfTest", "Beta"));
        crashes.week()
                .crash("1.1.0", "darwin", 6, ORDER_MOVED)
                .crash("1.1.0", "linux", 2, READ)
                .crash("1.0.0", "linux", 1, TRIAL);
        publish(crashes);
        Files.createDirectories(folder.resolve("symbols/org.example"));
        Files.write(
                folder.resolve("symbols/org.example/tool@1.1.0.txt"),
                List.of(
                        "org.example.Main.main src/main/java/org/example/Main.java:3-20",
                        "org.example.Plan.make src/main/java/org/example/Plan.java:10-12",
                        "org.example.Plan.order src/main/java/org/example/Plan.java:31-40",
                        "org.example.Plan.read src/main/java/org/example/Plan.java:50-58"));
    }

    /** Publishes these crashes instead. */
    void publish(PublishedCrashes crashes) throws IOException {
        crashes.write(folder.resolve("site"));
    }

    /** What the maintainers know about stacks. */
    void known(String text) throws IOException {
        Files.writeString(folder.resolve("known.txt"), text);
    }

    /** Runs the command with these arguments, and with those that say where the files are. */
    Result run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--from",
                folder.resolve("site").toString(),
                "--symbols",
                folder.resolve("symbols").toString()));
        if (Files.exists(folder.resolve("known.txt"))) {
            arguments.addAll(List.of("--known", folder.resolve("known.txt").toString()));
        }
        arguments.addAll(Arrays.asList(more));
        Environment environment = Environment.of(
                Map.of("LIMPID_FORGE_TOKEN", RecordingForge.token()),
                Map.of(),
                folder.resolve("no-system-wide-mode").toFile());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = UserCommands.configure(StacksCommandFactory.create(environment));
        int code = command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return new Result(
                code,
                out.toString()
                        .replace(folder.resolve("symbols").toString(), "SYMBOLS")
                        .replaceAll("\\([0-9.,]+ to [0-9.,]+\\) installations", "(INTERVAL) installations"),
                err.toString());
    }
}
