package dev.limpid.dist.config;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.UploadConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The configuration in force, and how many installations take part: from the published charts, or by hand. */
final class ParticipationOptions {

    private static final double DAYS_OF_A_WEEK = 7;

    @Option(names = "--in-force", paramLabel = "CONFIG.json", description = "The configuration in force.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--participation",
            paramLabel = "PROGRAM=REPORTS",
            description = "Reports a week that would arrive if everybody who takes part were asked. Repeatable.")
    private Map<String, Long> byHand = new TreeMap<>();

    @Option(
            names = "--measured",
            paramLabel = "CHARTS.json",
            description =
                    "Published charts (/charts/<date>.json) to take the participation from;" + " needs --in-force.")
    private Optional<Path> measured = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** The configuration in force, if one was given. */
    Optional<UploadConfig> inForce() throws IOException {
        return file.isPresent() ? Optional.of(ConfigFile.read(file.get())) : Optional.empty();
    }

    /** What is known of participation. What was given by hand goes before what was measured. */
    Participation read() throws IOException {
        Map<String, Long> known = new TreeMap<>();
        if (measured.isPresent()) {
            UploadConfig config = inForce()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "--measured is given without --in-force CONFIG.json, expected both: its rates say how many"
                                    + " installations a report stands for"));
            known.putAll(measured(measured.get(), config).reportsPerWeek());
        }
        known.putAll(byHand);
        return new Participation(known);
    }

    private static Participation measured(Path file, UploadConfig inForce) throws IOException {
        ChartSet charts = ChartSetCodec.read(Files.readAllBytes(file));
        long days =
                ChronoUnit.DAYS.between(charts.period().from(), charts.period().to()) + 1;
        double weeks = Math.max(1, days / DAYS_OF_A_WEEK);
        Map<String, Long> reports = new TreeMap<>();
        charts.programs().forEach(program -> reports.put(program.program(), Math.round(program.reports() / weeks)));
        Map<String, Long> measured =
                new TreeMap<>(Participation.measured(reports, inForce).reportsPerWeek());
        // The charts weigh each report by the configuration that it names, which need not be the one in force.
        charts.programs().stream()
                .filter(program -> program.installations().value() > 0)
                .forEach(program -> measured.put(
                        program.program(), Math.round(program.installations().value())));
        return new Participation(measured);
    }
}
