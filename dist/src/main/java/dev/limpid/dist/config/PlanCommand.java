package dev.limpid.dist.config;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.protocol.review.plan.CollectionPlan;
import dev.limpid.protocol.text.PercentText;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid config plan}: how many answers each chart takes, how accurate it will be, what it asks of a machine. */
@Command(
        name = "plan",
        description = "Show how many answers each chart takes, how accurate it will be, and what it asks of a machine.",
        footer = {
            "",
            "Examples:",
            "  limpid config plan --participation org.example/tool=2000 charts.txt",
            "  limpid config plan --in-force config.json --measured 2026-11-16.json --json charts.txt"
        })
final class PlanCommand implements Callable<Integer> {

    private static final int[] WIDTHS = {7, 8, 10, 7, 8, 7, 7, 7, 7};

    @Parameters(arity = "1..*", paramLabel = "CHARTS.txt", description = "Chart configs, taken together.")
    private List<Path> files = List.of();

    @Option(names = "--today", paramLabel = "DATE", description = "Plan as on this day.")
    private Optional<LocalDate> today = Optional.empty();

    @Option(names = "--json", description = "Print a JSON array with one object a chart.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ParticipationOptions participation = new ParticipationOptions();

    private final Clock clock;

    PlanCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        ChartFiles charts = ChartFiles.read(files);
        if (charts.hasErrors(TerminalSafeWriter.wrap(spec.commandLine().getErr()))) {
            return ExitCode.FOUND_WRONG;
        }
        List<CollectionPlan.Row> rows = CollectionPlan.of(
                charts.charts(),
                participation.read(),
                participation.inForce(),
                today.orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        if (json) {
            printJson(rows);
        } else {
            print(rows);
        }
        return ExitCode.OK;
    }

    private void print(List<CollectionPlan.Row> rows) {
        PrintWriter out = TerminalSafeWriter.wrap(spec.commandLine().getOut());
        out.println("error: half the width of a week's 99% interval, at worst (n = z²/4e²)");
        out.println("a year: how often a machine answers; bytes: what it sends in a week, on average");
        String program = "";
        for (CollectionPlan.Row row : rows) {
            if (!row.chart().program().equals(program)) {
                program = row.chart().program();
                out.println();
                out.println(program);
                out.println(line(
                        "chart",
                        "asked",
                        "needed",
                        "available",
                        "rate",
                        "answers",
                        "error",
                        "weeks",
                        "a year",
                        "bytes"));
            }
            out.println(line(row));
        }
        out.println();
        out.println(total(rows));
        out.flush();
    }

    /** The total for a machine on which all of the programs run every week. */
    private static String total(List<CollectionPlan.Row> rows) {
        double answers = 0;
        double bytes = 0;
        for (CollectionPlan.Row row : rows) {
            answers += row.active() ? row.rate() : 0;
            bytes += row.active() ? row.bytesPerWeek() : 0;
        }
        return String.format(
                Locale.ROOT,
                "A machine on which all of this runs every week gives %s answers in a week on average, %s bytes.",
                decimal(answers),
                decimal(bytes));
    }

    /** Unknown values have no field. */
    private void printJson(List<CollectionPlan.Row> rows) {
        JsonOutput.printArray(TerminalSafeWriter.wrap(spec.commandLine().getOut()), array -> {
            for (CollectionPlan.Row row : rows) {
                array.writeStartObject();
                array.writeStringField("program", row.chart().program());
                array.writeStringField("id", row.chart().id());
                array.writeStringField("chart", row.chart().title());
                array.writeBooleanField("expired", !row.active());
                array.writeNumberField("asked", row.chart().error());
                array.writeNumberField("needed", row.needed());
                array.writeNumberField("rate", row.rate());
                if (row.available().isPresent()) {
                    array.writeNumberField("available", row.available().get());
                }
                if (row.expected().isPresent()) {
                    array.writeNumberField("expected", Math.round(row.expected().get()));
                }
                array.writeNumberField("answersPerYear", row.answersPerYear());
                array.writeNumberField("answerBytes", row.answerBytes());
                array.writeNumberField("bytesPerWeek", row.bytesPerWeek());
                if (row.error().isPresent()) {
                    array.writeNumberField("error", row.error().get());
                }
                if (row.weeks().isPresent()) {
                    array.writeNumberField("weeks", row.weeks().get());
                }
                array.writeEndObject();
            }
        });
    }

    private static String line(CollectionPlan.Row row) {
        if (!row.active()) {
            return line(row.chart().title(), "expired");
        }
        return line(
                row.chart().title(),
                PercentText.of(row.chart().error()),
                number(row.needed()),
                row.available().map(PlanCommand::number).orElse("unknown"),
                PercentText.of(row.rate()),
                row.expected().map(answers -> number(Math.round(answers))).orElse("unknown"),
                row.error().map(PercentText::of).orElse("unknown"),
                row.weeks().map(PlanCommand::number).orElse("unknown"),
                decimal(row.answersPerYear()),
                decimal(row.bytesPerWeek()));
    }

    private static String line(String title, String... columns) {
        StringBuilder line = new StringBuilder("  ");
        line.append(String.format(Locale.ROOT, "%-32s", title.length() <= 32 ? title : title.substring(0, 31) + "…"));
        for (int i = 0; i < columns.length; i++) {
            line.append(String.format(Locale.ROOT, " %" + WIDTHS[i] + "s", columns[i]));
        }
        return line.toString();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Two significant digits, or all digits before the decimal point if there are more. */
    private static String decimal(double number) {
        return number >= 10
                ? number(Math.round(number))
                : BigDecimal.valueOf(number)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
