package dev.limpid.dist.config;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.sampling.Participation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The configuration in force, and how many installations take part: from the published charts, or by hand. */
final class ParticipationOptions {

    @Option(names = "--in-force", paramLabel = "CONFIG.json", description = "The configuration in force.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--participation",
            paramLabel = "PROGRAM=MACHINES",
            description = "How many answers a week would arrive if every machine that takes part were"
                    + " asked. Repeatable.")
    private Map<String, Long> byHand = new TreeMap<>();

    @Option(
            names = "--measured",
            paramLabel = "CHARTS.json",
            description = "A published week's charts (/charts/<Monday>.json) to take the participation from; needs"
                    + " --in-force. Repeatable: a server uses the last four whole weeks.")
    private List<Path> measured = List.of();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** The configuration in force, if one was given. */
    Optional<CollectionConfig> inForce() throws IOException {
        return file.isPresent() ? Optional.of(ConfigFile.read(file.get())) : Optional.empty();
    }

    /** The participation. Numbers given by hand take precedence over measured ones. */
    Participation read() throws IOException {
        Map<String, Long> known = new TreeMap<>();
        if (!measured.isEmpty()) {
            if (inForce().isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--measured is given without --in-force CONFIG.json, expected both: the measured weeks"
                                + " used its rates");
            }
            known.putAll(measuredWeeks().reportsPerWeek());
        }
        known.keySet()
                .removeIf(name -> byHand.containsKey(
                        name.substring(0, name.lastIndexOf('/') + 1).replaceFirst("/$", "")));
        known.putAll(byHand);
        return new Participation(known);
    }

    private Participation measuredWeeks() throws IOException {
        List<ChartSet> weeks = new ArrayList<>();
        for (Path one : measured) {
            weeks.add(ChartSetCodec.read(Files.readAllBytes(one)));
        }
        weeks.sort(Comparator.comparing(charts -> charts.period().to()));
        return Participation.measured(
                weeks.stream().map(ChartSet::measuredInstallations).toList());
    }
}
