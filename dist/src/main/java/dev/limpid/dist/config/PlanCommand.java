package dev.limpid.dist.config;

import dev.limpid.cli.ExitCode;
import dev.limpid.protocol.review.CollectionPlan;
import dev.limpid.protocol.review.Percent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limpid config plan}: how many reports each chart takes and how accurate it will be. */
@Command(
        name = "plan",
        description = "Say how many reports each chart takes and how accurate it will be.",
        footer = {"", "Example:", "  limpid config plan charts.txt --participation org.example/tool=2000"},
        mixinStandardHelpOptions = true)
final class PlanCommand extends FileCommand {

    @Parameters(arity = "1..*", paramLabel = "CHARTS.txt", description = "Chart configs, taken together.")
    private List<Path> files = List.of();

    @Option(names = "--in-force", paramLabel = "CONFIG.json", description = "The configuration in force.")
    private Optional<Path> inForce = Optional.empty();

    @Option(names = "--today", paramLabel = "DATE", description = "Plan as on this day.")
    private Optional<LocalDate> today = Optional.empty();

    @Mixin
    private ParticipationOptions participation = new ParticipationOptions();

    private final Clock clock;

    PlanCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    int run() throws IOException {
        ChartFiles charts = ChartFiles.read(files);
        if (charts.areBroken(spec.commandLine().getErr())) {
            return ExitCode.FOUND_WRONG;
        }
        List<CollectionPlan.Row> rows = CollectionPlan.of(
                charts.charts(),
                participation.read(ConfigFile.read(inForce)),
                today.orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        PrintWriter out = spec.commandLine().getOut();
        out.println("error: half the width of a week's 99% interval, at worst (n = z²/4e²)");
        String program = "";
        for (CollectionPlan.Row row : rows) {
            if (!row.chart().program().equals(program)) {
                program = row.chart().program();
                out.println();
                out.println(program);
                out.println(line("chart", "asked", "needed", "available", "rate", "error", "weeks"));
            }
            out.println(line(row));
        }
        out.flush();
        return ExitCode.OK;
    }

    private static String line(CollectionPlan.Row row) {
        if (!row.active()) {
            return line(row.chart().title(), "expired", "", "", "", "", "");
        }
        return line(
                row.chart().title(),
                Percent.of(row.chart().error()),
                number(row.needed()),
                row.available().map(PlanCommand::number).orElse("unknown"),
                Percent.of(row.rate()),
                row.error().map(Percent::of).orElse("unknown"),
                row.weeks().map(PlanCommand::number).orElse("unknown"));
    }

    private static String line(
            String title, String asked, String needed, String available, String rate, String error, String weeks) {
        String shortened = title.length() <= 40 ? title : title.substring(0, 39) + "…";
        return String.format(
                        Locale.ROOT,
                        "  %-40s %8s %9s %11s %8s %8s %8s",
                        shortened,
                        asked,
                        needed,
                        available,
                        rate,
                        error,
                        weeks)
                .stripTrailing();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
