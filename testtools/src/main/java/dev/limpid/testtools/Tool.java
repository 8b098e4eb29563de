package dev.limpid.testtools;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The one list of everything that a test may need besides a JDK and git. */
public enum Tool {
    CHROMIUM(
            "chromium",
            "the site in a real browser",
            "scripts/install-test-tools on Debian and Ubuntu; elsewhere any Chromium or Chrome on the path, or LIMPID_CHROMIUM"),
    GO(
            "go",
            "the log judged by the go command, Go programs that count",
            "your system's package golang, or https://go.dev/dl"),
    GRADLE("gradle", "the Gradle plugin in a real Gradle", "https://gradle.org/install, 8.10 or newer"),
    ANY_GRADLE(
            "gradle of any version",
            "builds by Gradle that are counted",
            "scripts/install-test-tools on Debian and Ubuntu, or https://gradle.org/install"),
    NGINX("nginx", "the server behind nginx", "your system's package nginx"),
    OPENSSL("openssl", "the server behind nginx", "your system's package openssl"),
    STRACE(
            "strace",
            "programs whose system calls fail or are watched",
            "scripts/install-test-tools on Debian and Ubuntu, or your system's package strace; the system must allow tracing"),
    SYSTEMD("systemd-analyze", "units of systemd", "Linux, package systemd"),
    UNSHARE("unshare", "disks that are full", "Linux that lets users make mount namespaces (unshare -rm)"),
    MKFIFO("mkfifo", "pipes where files should be", "Linux, package coreutils; macOS has it"),
    PYTHON("python3", "programs in Python that count", "your system's package python3"),
    NODE("node", "programs in JavaScript that count", "your system's package nodejs, or https://nodejs.org"),
    PRLIMIT("prlimit", "programs without file handles", "Linux, package util-linux"),
    OHTTP_CRATE(
            "ohttp-judge",
            "Oblivious HTTP judged by the ohttp crate, both ways",
            "scripts/ohttp-judges, which builds it with cargo in ~/.cache/limpid; or LIMPID_JUDGES"),
    OHTTP_GO(
            "go-judge",
            "Oblivious HTTP judged by a Go package",
            "scripts/ohttp-judges, which builds it with go in ~/.cache/limpid; or LIMPID_JUDGES"),
    STACK_CORPUS(
            "stack-corpus",
            "the grouping of real exceptions of real tools",
            "scripts/stack-corpus, which fetches them to ~/.cache/limpid; or LIMPID_STACK_CORPUS"),
    NEWER_JDK(
            "a JDK 21 or newer",
            "virtual threads, and the same frames on two JDKs",
            "any below /usr/lib/jvm, or in the folder that LIMPID_NEWER_JDK names"),
    KOTLIN(
            "Kotlin's compiler",
            "frames of programs in Kotlin",
            "./mvnw dependency:get -Dartifact=org.jetbrains.kotlin:kotlin-compiler-embeddable:2.2.20"),
    SCALA(
            "Scala's compiler",
            "frames of programs in Scala",
            "./mvnw dependency:get -Dartifact=org.scala-lang:scala3-compiler_3:3.7.4"),
    JAVAFX(
            "JavaFX for Linux and a JDK 24 or newer",
            "crashes on JavaFX's event thread",
            "./mvnw dependency:get -Dartifact=org.openjfx:javafx-graphics:26.0.2:jar:linux, and the same of javafx-base"),
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

    /** Whether the tool is installed on this machine and works. Checked once per process. */
    public boolean isAvailable() {
        synchronized (FOUND) {
            return FOUND.computeIfAbsent(this, Tool::works);
        }
    }

    private boolean works() {
        return switch (this) {
            case CHROMIUM -> chromium().isPresent();
            case GO -> runs("go", "version");
            case GRADLE -> hasGradleOfTheseYears();
            case ANY_GRADLE -> runs("gradle", "--version");
            case NGINX -> runs("nginx", "-v");
            case OPENSSL -> runs("openssl", "version");
            case STRACE -> runs("strace", "-o", "/dev/null", "true");
            case SYSTEMD -> runs("systemd-analyze", "--version");
            case UNSHARE -> runs("unshare", "-rm", "true");
            case MKFIFO -> onPath("mkfifo").anyMatch(Files::isExecutable);
            case PYTHON -> runs("python3", "--version");
            case NODE -> runs("node", "--version");
            case PRLIMIT -> runs("prlimit", "--version");
            case OHTTP_CRATE, OHTTP_GO -> judge(this).isPresent();
            case STACK_CORPUS -> stackCorpus().isPresent();
            case NEWER_JDK -> newerJdk().isPresent();
            case KOTLIN -> Artifacts.kotlin().isPresent();
            case SCALA -> Artifacts.scala().isPresent();
            case JAVAFX ->
                Artifacts.javafx().isPresent()
                        && newerJdk().filter(Tool::runsJavafx).isPresent();
            case VECTORS -> vectors().isPresent();
        };
    }

    /** The tool's name, its use and how to get it, in one line. */
    public String described() {
        return name + ", for " + use + ": " + source;
    }

    /** A browser that starts: the one that LIMPID_CHROMIUM names, or the first one on the path. */
    public static Optional<Path> chromium() {
        String named = System.getenv("LIMPID_CHROMIUM");
        Stream<Path> candidates = named != null && !named.isEmpty()
                ? Stream.of(Path.of(named))
                : Stream.concat(CHROMIUMS.stream().flatMap(Tool::onPath), CHROMIUMS_OFF_THE_PATH.stream());
        return candidates
                .filter(Files::isExecutable)
                // Ubuntu's chromium-browser may be a script that only prints how to install the real one.
                .filter(browser -> runs(browser.toString(), "--version"))
                .findFirst();
    }

    /** A judge program, where {@code scripts/ohttp-judges} puts it. */
    public static Optional<Path> judge(Tool tool) {
        return Optional.of(made("LIMPID_JUDGES", "judges").resolve(tool.name)).filter(Files::isExecutable);
    }

    /** The folder with released tools that are made to fail. */
    public static Optional<Path> stackCorpus() {
        return Optional.of(made("LIMPID_STACK_CORPUS", "stack-corpus"))
                .filter(one -> Files.isRegularFile(one.resolve("h2-2.3.232.jar")));
    }

    /** The folder in which a script puts what tests need: the one that a variable names, otherwise one in the cache. */
    private static Path made(String variable, String name) {
        String named = System.getenv(variable);
        return named == null || named.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "limpid", name)
                : Path.of(named);
    }

    /** The folder of a JDK with virtual threads: the one that runs the tests, or the one that .ci/run would use. */
    public static Optional<Path> newerJdk() {
        String named = System.getenv("LIMPID_NEWER_JDK");
        Path running = Path.of(System.getProperty("java.home"));
        List<Path> candidates = new ArrayList<>(List.of(running));
        if (named != null && !named.isEmpty()) {
            candidates.add(Path.of(named));
        }
        File[] installed = new File("/usr/lib/jvm").listFiles();
        for (File each : installed == null ? new File[0] : installed) {
            candidates.add(each.toPath());
        }
        return candidates.stream().filter(Tool::hasVirtualThreads).findFirst();
    }

    private static boolean hasVirtualThreads(Path javaHome) {
        return isOf(javaHome, "2[1-9]|[3-9]\\d");
    }

    private static boolean runsJavafx(Path javaHome) {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")
                && isOf(javaHome, "2[4-9]|[3-9]\\d");
    }

    private static boolean isOf(Path javaHome, String versions) {
        try {
            return Files.isExecutable(javaHome.resolve("bin/javac"))
                    && Files.readString(javaHome.resolve("release"))
                            .matches("(?s).*JAVA_VERSION=\"(" + versions + ")\\D.*");
        } catch (IOException e) {
            return false;
        }
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

    /** Debian's Gradle is from 2018 and cannot run the plugin. */
    private static boolean hasGradleOfTheseYears() {
        try {
            Process gradle = new ProcessBuilder("gradle", "--version")
                    .redirectErrorStream(true)
                    .start();
            gradle.getOutputStream().close();
            String said = new String(gradle.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return gradle.waitFor() == 0 && said.matches("(?s).*Gradle (8\\.[1-9]\\d|9|[1-9]\\d).*");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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
