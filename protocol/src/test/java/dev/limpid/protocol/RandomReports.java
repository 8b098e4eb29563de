package dev.limpid.protocol;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reports with few names, so that these are often equal, and with hostile ones. */
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

    private String of(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
