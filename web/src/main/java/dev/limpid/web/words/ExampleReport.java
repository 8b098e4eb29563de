package dev.limpid.web.words;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.Program;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A whole report as a machine could send it under a configuration: real names, invented counts. */
public final class ExampleReport {
    private static final int COUNTERS = 4;

    private ExampleReport() {}

    /** The report as text, or empty if the configuration allows none. It passes the check that the server makes. */
    public static Optional<String> under(UploadConfig config, LocalDate week) {
        if (config.os().isEmpty() || config.arch().isEmpty() || config.runtime().isEmpty()) {
            return Optional.empty();
        }
        return config.programs().stream()
                .filter(program ->
                        !program.versions().isEmpty() && !program.counters().isEmpty())
                .findFirst()
                .map(program -> config.select(report(config, program, week)))
                .filter(report -> !report.programs().isEmpty())
                .map(report -> new String(ReportCodec.toPrettyJson(report), StandardCharsets.UTF_8));
    }

    /** An X within every rate, with as few digits as that allows. */
    private static double x(UploadConfig config, Program program) {
        double rate =
                program.counters().stream().mapToDouble(CounterRule::rate).min().orElse(1);
        double least = Math.min(config.sampleRate(), rate);
        return least > 0.0274 ? 0.0274 : least > 0.0027 ? 0.0027 : least / 2;
    }

    private static Report report(UploadConfig config, Program program, LocalDate week) {
        List<String> versions = program.versions();
        Build build = new Build(
                program.name(),
                versions.get(0),
                config.runtime().contains("java21")
                        ? "java21"
                        : config.runtime().get(0),
                config.os().contains("linux") ? "linux" : config.os().get(0),
                config.arch().contains("amd64") ? "amd64" : config.arch().get(0));
        Map<String, Long> counts = new TreeMap<>();
        int step = Math.max(1, program.counters().size() / COUNTERS);
        for (int i = 0; i < program.counters().size() && counts.size() < COUNTERS; i += step) {
            CounterRule rule = program.counters().get(i);
            counts.put(rule.name(), 1L + (i * 7L + 3) % 23);
        }
        return new Report(
                week,
                Optional.empty(),
                x(config, program),
                config.version(),
                List.of(new ProgramReport(build, counts, Map.of())));
    }
}
