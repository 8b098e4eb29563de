package dev.limpid.server;

import dev.limpid.server.configuration.ConfigPublisher;
import dev.limpid.server.file.InputFile;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.runtime.TrustedTime;
import dev.limpid.server.site.SiteProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what keeps a server from starting on a collection's folder, or from publishing there. It reads everything that
 * the server reads, with the same code, and changes nothing. It leaves out the answers, as the store repairs its own
 * files.
 */
public final class StartupCheck {

    private StartupCheck() {}

    private interface Reading {
        void run() throws IOException;
    }

    /** The problems, one sentence each; empty if there are none. */
    public static List<String> problems(String collection, Path folder) {
        List<String> problems = new ArrayList<>();
        Path log = folder.resolve("log");
        if (Files.exists(log)) {
            read(
                    problems,
                    log,
                    () -> CollectionLog.check(collection, log)
                            .forEach((tree, outcome) -> outcome.problems()
                                    .forEach(problem -> problems.add("the " + tree + " log: " + problem))));
        }
        Path margins = folder.resolve("margins.txt");
        read(problems, folder.resolve("site.properties"), () -> SiteProperties.read(folder, collection, ""));
        notes(problems, folder.resolve("flood-notes.json"));
        notes(problems, folder.resolve("counted.txt"));
        notes(problems, folder.resolve(TrustedTime.FILE));
        read(
                problems,
                folder.resolve("published"),
                () -> new PublishedFolder(folder.resolve("published"), collection).check());
        read(problems, margins, () -> ConfigPublisher.margins(margins));
        return problems;
    }

    /** The server can do without these files, but logs a warning. */
    private static void notes(List<String> problems, Path file) {
        if (Files.exists(file)) {
            read(problems, file, () -> InputFile.readConfiguredFile(file));
        }
    }

    private static void read(List<String> problems, Path what, Reading reading) {
        try {
            reading.run();
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            problems.add(message.contains(what.toString()) ? message : what + ": " + message);
        }
    }
}
