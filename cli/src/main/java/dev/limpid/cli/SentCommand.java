package dev.limpid.cli;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.protocol.text.Counted;
import dev.limpid.uploader.run.ReportFiles;
import dev.limpid.uploader.run.WeekNote;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sent}: what was sent, and when; one week's report as it went out. */
@Command(
        name = "sent",
        description = "Show what was sent, and when; with a week, the report exactly as it went out.",
        footer = {
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME}",
            "  ${COMMAND-FULL-NAME} 2026-11-20",
            "  ${COMMAND-FULL-NAME} --json"
        })
final class SentCommand extends HomeCommand {

    /** One report that left this machine, or that the server would not have. */
    private record Entry(LocalDate week, String when, long bytes, String refusal) {}

    @Option(names = "--json", description = "Print JSON instead of text.")
    boolean json;

    @Parameters(arity = "0..1", paramLabel = "WEEK", description = "The day the week ended, such as 2026-11-20.")
    @Nullable
    LocalDate week;

    SentCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TelemetryHome home, PrintWriter out) throws IOException {
        ReportFiles files = new ReportFiles(home);
        if (week != null) {
            return print(files, week, out());
        }
        List<Entry> entries = new ArrayList<>();
        for (LocalDate sent : files.sent()) {
            entries.add(new Entry(sent, when(files, sent), Files.size(files.sent(sent)), ""));
        }
        for (LocalDate refused : files.refused()) {
            entries.add(
                    new Entry(refused, when(files, refused), Files.size(files.refused(refused)), why(files, refused)));
        }
        if (json) {
            print(entries, out);
        } else if (entries.isEmpty()) {
            out.print("Nothing was ever sent from this machine to " + home.collection() + ".\n");
        } else {
            entries.forEach(entry -> out.print("week ended " + entry.week() + "  "
                    + (entry.refusal().isEmpty() ? "sent " : "refused ") + entry.when() + "  "
                    + Counted.of(entry.bytes(), "byte") + (entry.refusal().isEmpty() ? "" : "  " + entry.refusal())
                    + "\n"));
        }
        return ExitCode.OK;
    }

    private int print(ReportFiles files, LocalDate of, PrintWriter out) throws IOException {
        if (!HomeFiles.isThere(files.sent(of))) {
            complain("no report of the week that ended " + of + " was sent");
            return ExitCode.FOUND_WRONG;
        }
        out.print(AtomicFile.readText(files.sent(of)) + "\n");
        return ExitCode.OK;
    }

    private static String when(ReportFiles files, LocalDate week) throws IOException {
        return files.readNote(week)
                .flatMap(WeekNote::when)
                .map(Instant::toString)
                .orElse("at an unknown time");
    }

    private static String why(ReportFiles files, LocalDate week) throws IOException {
        Path reason = files.refusal(week);
        return HomeFiles.isThere(reason) ? AtomicFile.readText(reason).strip() : "for an unknown reason";
    }

    private static void print(List<Entry> entries, PrintWriter out) {
        JsonOutput.printArray(out, generator -> {
            for (Entry entry : entries) {
                generator.writeStartObject();
                generator.writeStringField("week", entry.week().toString());
                generator.writeStringField("when", entry.when());
                generator.writeNumberField("bytes", entry.bytes());
                if (!entry.refusal().isEmpty()) {
                    generator.writeStringField("refused", entry.refusal());
                }
                generator.writeEndObject();
            }
        });
    }
}
