package dev.limpid.cli;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.uploader.run.LocalCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code csv}: every counter of this machine, a line each. */
@Command(
        name = "csv",
        description =
                "Print every counter of this machine as CSV: week, program, version, runtime, OS, arch, counter, count.",
        footer = {"", "Example:", "  ${COMMAND-FULL-NAME} > counts.csv"})
final class CsvCommand extends HomeCommand {

    CsvCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TelemetryHome home, PrintWriter out) throws IOException {
        out.print("week,program,version,runtime,os,arch,counter,count\r\n");
        LocalCounts counts = LocalCounts.read(home);
        for (Report report : counts.reports()) {
            for (ProgramReport program : report.programs()) {
                program.counters().forEach((name, count) -> line(out, report, program.build(), name, count));
                program.stacks().forEach((name, count) -> line(out, report, program.build(), name, count));
            }
        }
        counts.damaged().forEach(this::complain);
        return counts.damaged().isEmpty() ? ExitCode.OK : ExitCode.FOUND_WRONG;
    }

    private static void line(PrintWriter out, Report report, Build build, String name, long count) {
        for (String field : List.of(
                report.week().toString(),
                build.program(),
                build.version(),
                build.runtime(),
                build.os(),
                build.arch(),
                name)) {
            out.print(quoted(field) + ",");
        }
        out.print(count + "\r\n");
    }

    /** By RFC 4180; a text that a spreadsheet would take for a formula is no exception, the file is the user's own. */
    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
