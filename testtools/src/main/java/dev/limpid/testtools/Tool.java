package dev.limpid.testtools;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Everything that a test may need and a machine with a JDK and git alone may lack: the one list of it. */
public enum Tool {
    CHROMIUM(
            "chromium",
            "the site in a real browser",
            "scripts/install-test-tools on Debian and Ubuntu; elsewhere any Chromium or Chrome on the path, or LIMPID_CHROMIUM"),
    GO(
            "go",
            "the log judged by the go command, Go programs that count",
            "your system's package golang, or https://go.dev/dl"),
    NGINX("nginx", "the server behind nginx", "your system's package nginx"),
    OPENSSL("openssl", "the server behind nginx", "your system's package openssl"),
    STRACE(
            "strace",
            "programs whose system calls fail or are watched",
            "scripts/install-test-tools on Debian and Ubuntu, or your system's package strace; the system must allow tracing"),
    UNSHARE("unshare", "disks that are full", "Linux that lets users make mount namespaces (unshare -rm)"),
    MKFIFO("mkfifo", "pipes where files should be", "Linux, package coreutils; macOS has it"),
    PRLIMIT("prlimit", "programs without file handles", "Linux, package util-linux"),
    VECTORS(
            "LIMPID_VECTORS",
            "data of other projects that is not copied here",
            "the variable must name a folder with config, charts, merkle and tlog-tiles");

    private static final List<String> CHROMIUMS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final List<Path> CHROMIUMS_OFF_THE_PATH = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"));
    private static final Map<Tool, Boolean> FOUND = new EnumMap<>(Tool.class);

    private final String name;
    private final String use;
    private final String source;

    Tool(String name, String use, String source) {
        this.name = name;
        this.use = use;
        this.source = source;
    }

    /** Whether it is on this machine and works. Asked once in a process. */
    public boolean isHere() {
        synchronized (FOUND) {
            return FOUND.computeIfAbsent(this, Tool::works);
        }
    }

    private boolean works() {
        return switch (this) {
            case CHROMIUM -> chromium().isPresent();
            case GO -> runs("go", "version");
            case NGINX -> runs("nginx", "-v");
            case OPENSSL -> runs("openssl", "version");
            case STRACE -> runs("strace", "-o", "/dev/null", "true");
            case UNSHARE -> runs("unshare", "-rm", "true");
            case MKFIFO -> onPath("mkfifo").anyMatch(Files::isExecutable);
            case PRLIMIT -> runs("prlimit", "--version");
            case VECTORS -> vectors().isPresent();
        };
    }

    /** Its name, what it is for and how to get it, in one line. */
    public String described() {
        return name + ", for " + use + ": " + source;
    }

    /** A browser that starts: the one that LIMPID_CHROMIUM names, or the first on the path. */
    public static Optional<Path> chromium() {
        String named = System.getenv("LIMPID_CHROMIUM");
        Stream<Path> candidates = named != null && !named.isEmpty()
                ? Stream.of(Path.of(named))
                : Stream.concat(CHROMIUMS.stream().flatMap(Tool::onPath), CHROMIUMS_OFF_THE_PATH.stream());
        return candidates
                .filter(Files::isExecutable)
                // Ubuntu's chromium-browser may be a script that only tells how to install the real one.
                .filter(browser -> runs(browser.toString(), "--version"))
                .findFirst();
    }

    /** The folder that LIMPID_VECTORS names. */
    public static Optional<Path> vectors() {
        String folder = System.getenv("LIMPID_VECTORS");
        return folder == null || folder.isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of(folder)).filter(path -> Files.isDirectory(path.resolve("config")));
    }

    private static Stream<Path> onPath(String command) {
        String path = System.getenv("PATH");
        return path == null
                ? Stream.empty()
                : Stream.of(path.split(File.pathSeparator, -1))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, command));
    }

    private static boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (process.waitFor(1, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false; // not installed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
