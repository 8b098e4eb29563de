package dev.limpid.protocol;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.Program;
import dev.limpid.protocol.config.UploadConfig.StackRule;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Configurations and reports of few names, so that they often meet, and of hostile ones. */
public final class RandomReports {

    private static final List<String> NAMES = List.of("a", "b", "c:x", "c:y", "c:\u202ez", "d e", "", "\uD83D\uDE00");
    private static final List<String> FRAMES = List.of(
            "org.example.Tool.run:+3",
            "org.example.Tool.main:=14",
            "com.other.Plugin.call:+1",
            "java.lang.Thread.run:+11",
            "main.main:+11,+0x444",
            "hidden",
            "no frame",
            "org.example.Tool.run:+3 secret",
            "truncated",
            "");

    private final Random random;

    public RandomReports(long seed) {
        random = new Random(seed);
    }

    /** A configuration of the names that {@link #report()} uses too. */
    public UploadConfig config() {
        List<Program> programs = new ArrayList<>();
        for (String name : List.of("p", "q")) {
            List<String> versions = List.of("1", "2", "3").subList(0, Math.min(3, random.nextInt(8)));
            programs.add(new Program(
                    name,
                    versions,
                    some(() -> new CounterRule(of(NAMES), rate(), since(versions), until())),
                    some(() -> new StackRule(
                            of(NAMES),
                            rate(),
                            random.nextInt(4),
                            random.nextBoolean() ? List.of() : List.of("org.example."),
                            since(versions),
                            until()))));
        }
        return new UploadConfig(
                "v1." + random.nextInt(2) + ".0",
                List.of("linux", "windows"),
                List.of("amd64"),
                List.of("java17"),
                random.nextInt(4) == 0 ? rate() : 1,
                1,
                programs);
    }

    public Report report() {
        Map<Build, ProgramReport> programs = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Build build = new Build(
                    of(List.of("p", "p", "q", "r")),
                    of(List.of("1", "2", "2", "3", "4", "devel")),
                    of(List.of("java17", "java17", "java17", "java8")),
                    of(List.of("linux", "linux", "windows", "beos")),
                    of(List.of("amd64", "amd64", "amd64", "arm")));
            programs.put(build, new ProgramReport(build, counts(() -> of(NAMES)), counts(this::stack)));
        }
        return new Report(
                LocalDate.of(2026, 11, 18).plusDays(random.nextInt(5)),
                random.nextBoolean() ? Optional.empty() : Optional.of(LocalDate.of(2026, 11, 13)),
                random.nextInt(8) == 0 ? 0 : random.nextDouble(),
                of(List.of("", "v1.0.0", "v1.1.0")),
                List.copyOf(programs.values()));
    }

    private String stack() {
        StringBuilder name = new StringBuilder(of(NAMES));
        for (int i = random.nextInt(5); i > 0; i--) {
            name.append('\n').append(of(random.nextInt(3) == 0 ? FRAMES : FRAMES.subList(0, 6)));
        }
        return name.toString();
    }

    private Map<String, Long> counts(Supplier<String> names) {
        Map<String, Long> counts = new TreeMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            counts.put(
                    names.get(),
                    random.nextInt(5) == 0
                            ? 1 + (random.nextLong() >>> 1 >>> random.nextInt(60))
                            : 1 + random.nextInt(99));
        }
        return counts;
    }

    private double rate() {
        return List.of(0.0, 0.25, 0.5, 1.0, 1.0, 1.0).get(random.nextInt(6));
    }

    private Optional<String> since(List<String> versions) {
        return versions.isEmpty() || random.nextBoolean() ? Optional.empty() : Optional.of(of(versions));
    }

    private Optional<LocalDate> until() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(LocalDate.of(2026, 11, 19));
    }

    private <T> List<T> some(Supplier<T> make) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            list.add(make.get());
        }
        return list;
    }

    private String of(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
