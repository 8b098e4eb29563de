package dev.limpid.dist.config;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.protocol.review.lint.ChartLint;
import dev.limpid.protocol.review.lint.Finding;
import dev.limpid.protocol.review.lint.Finding.Severity;
import dev.limpid.protocol.text.Problem;
import dev.limpid.protocol.text.Quantity;
import java.io.IOException;
import java.io.PrintWriter;
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

/** {@code limpid config check}: reports everything that is wrong or doubtful about charts. */
@Command(
        name = "check",
        description = "Report everything that is wrong or doubtful about charts. Ends with 1 if any of it is an error.",
        footer = {
            "",
            "Examples:",
            "  limpid config check charts.txt",
            "  limpid config check --strict --participation org.example/tool=2000 charts.txt"
        })
final class CheckCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "CHARTS.txt", description = "Chart configs, taken together.")
    private List<Path> files = List.of();

    @Option(names = "--today", paramLabel = "DATE", description = "Check as on this day.")
    private Optional<LocalDate> today = Optional.empty();

    @Option(names = "--strict", description = "Count warnings as errors.")
    private boolean strict;

    @Option(names = "--quiet", description = "Leave out notes.")
    private boolean quiet;

    @Option(names = "--json", description = "Print a JSON array with one object a finding.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ParticipationOptions participation = new ParticipationOptions();

    private final Clock clock;

    CheckCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = TerminalSafeWriter.wrap(spec.commandLine().getOut());
        ChartFiles charts = ChartFiles.read(files);
        List<Finding> findings = ChartLint.check(
                charts.placed(),
                participation.read(),
                today.orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        List<Finding> shown = findings.stream()
                .filter(finding -> !quiet || finding.severity() != Severity.NOTE)
                .toList();
        long errors = charts.problems().size() + count(findings, Severity.ERROR);
        long warnings = count(findings, Severity.WARNING);
        if (json) {
            printJson(charts.problems(), shown, out);
            return code(errors, warnings);
        }
        charts.hasErrors(out);
        shown.forEach(finding -> print(finding, out));
        shown.stream()
                .map(Finding::suggestion)
                .filter(text -> !text.isEmpty())
                .forEach(text -> out.print("\n" + text + "\n"));
        out.println(Quantity.of(charts.placed().size(), "chart") + ", " + Quantity.of(errors, "error") + ", "
                + Quantity.of(warnings, "warning"));
        out.flush();
        return code(errors, warnings);
    }

    private int code(long errors, long warnings) {
        return errors > 0 || (strict && warnings > 0) ? ExitCode.FOUND_WRONG : ExitCode.OK;
    }

    /** Charts that cannot be parsed have the code {@code syntax}. */
    private static void printJson(List<Problem> problems, List<Finding> findings, PrintWriter out) {
        JsonOutput.printArray(out, array -> {
            for (Problem problem : problems) {
                write(Severity.ERROR, "syntax", problem, "", array);
            }
            for (Finding finding : findings) {
                write(finding.severity(), finding.code(), finding.problem(), finding.suggestion(), array);
            }
        });
    }

    private static void write(Severity severity, String code, Problem at, String offer, JsonGenerator array)
            throws IOException {
        array.writeStartObject();
        array.writeStringField("severity", severity.name().toLowerCase(Locale.ROOT));
        array.writeStringField("code", code);
        array.writeStringField("file", at.file());
        array.writeNumberField("line", at.line());
        array.writeNumberField("column", at.column());
        array.writeStringField("message", at.message());
        if (!offer.isEmpty()) {
            array.writeStringField("offer", offer);
        }
        array.writeEndObject();
    }

    private static void print(Finding finding, PrintWriter out) {
        Problem at = finding.problem();
        out.println(at.file() + ":" + at.line() + ":" + at.column() + ": "
                + finding.severity().name().toLowerCase(Locale.ROOT) + ": " + at.message() + " [" + finding.code()
                + "]");
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
