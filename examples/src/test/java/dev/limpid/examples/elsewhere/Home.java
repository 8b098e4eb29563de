package dev.limpid.examples.elsewhere;

import dev.limpid.cli.UserCommands;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountFileContents;
import dev.limpid.countfile.CountedWeek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A telemetry home in a test's folder, as programs in any language see it. */
final class Home {
    static final String COLLECTION = "telemetry.example.org";

    /** The environment of a program's process. */
    final Map<String, String> variables = new HashMap<>();

    private final Path folder;

    Home(Path folder) {
        this.folder = folder;
        variables.put("LIMPID_DIR", folder.toString());
    }

    /** The user has chosen, and something has been counted: in such a home, programs in other languages may count. */
    static Home chosen(Path folder, String mode) throws IOException {
        Home home = new Home(folder);
        home.limpid("count", "--program", "org.example/first", "first/run");
        Files.writeString(home.at().modeFile(), mode);
        return home;
    }

    TelemetryHome at() {
        return TelemetryHome.of(COLLECTION, environment());
    }

    Environment environment() {
        Map<String, String> machine = new HashMap<>();
        for (String name : List.of("os.name", "os.arch", "java.specification.version")) {
            machine.put(name, System.getProperty(name));
        }
        return Environment.of(
                variables, machine, folder.resolve("no-system-wide-mode").toFile());
    }

    /** Runs a command of {@code limpid}, which must succeed. */
    void limpid(String command, String... arguments) {
        String[] line = new String[arguments.length + 3];
        line[0] = command;
        line[1] = "-C";
        line[2] = COLLECTION;
        System.arraycopy(arguments, 0, line, 3, arguments.length);
        int code = UserCommands.limpid(new CommandContext(environment(), Optional.empty()))
                .execute(line);
        if (code != 0) {
            throw new AssertionError("limpid " + command + " ended with " + code);
        }
    }

    /** Counts one event as {@code limpid count} does for the program that the examples count for, too. */
    void count(String name) {
        limpid("count", "--program", "org.example/tool", "--program-version", "1.4.0", "--runtime", "any", name);
    }

    /** All counts of the program {@code org.example/tool}, each with the first day of its week. */
    Map<String, Long> counts() throws IOException {
        Map<String, Long> sums = new TreeMap<>();
        for (CountedWeek week : CountedWeek.in(at())) {
            Optional<CountFileContents> contents = read(week);
            if (contents.isPresent()
                    && "org.example/tool".equals(contents.get().metadata().get("Program"))) {
                String begin =
                        contents.get().metadata().getOrDefault("TimeBegin", "").replace("T00:00:00Z", "");
                contents.get().counts().forEach((name, count) -> sums.merge(begin + " " + name, count, Long::sum));
            }
        }
        return sums;
    }

    /** Counts nothing of a journal whose metadata was torn, as long as it contains nothing else. */
    private static Optional<CountFileContents> read(CountedWeek week) throws IOException {
        try {
            return Optional.of(week.read());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The sum of all counts of this name. */
    long count(String name, Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" " + name))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
