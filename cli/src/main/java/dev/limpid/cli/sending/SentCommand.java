package dev.limpid.cli.sending;

import dev.limpid.cli.command.ConfigAccess;
import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.SentAnswers;
import dev.limpid.uploader.home.WeekDecision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sent}: shows what was sent and when, or one week's answers exactly as they were sent. */
@Command(
        name = "sent",
        description = "Show what was sent, and when; with a week, each answer exactly as it was sent.",
        footer = {
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME}",
            "  ${COMMAND-FULL-NAME} 2026-11-20",
            "  ${COMMAND-FULL-NAME} --json"
        })
public final class SentCommand extends HomeCommand {

    /** The answers about one week that were sent, and the refusals of the server. */
    private record Entry(LocalDate week, String when, List<String> answers, List<String> refusals) {}

    @Option(names = "--json", description = "Print JSON instead of text.")
    boolean json;

    @Parameters(arity = "0..1", paramLabel = "WEEK", description = "The day the week ended, such as 2026-11-20.")
    @Nullable
    LocalDate week;

    public SentCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run(TelemetryHome home, PrintWriter out) throws IOException {
        HomeLayout files = new HomeLayout(home);
        if (week != null) {
            return print(files, week);
        }
        SortedSet<LocalDate> weeks = new TreeSet<>(files.sent());
        weeks.addAll(files.refused());
        List<Entry> entries = new ArrayList<>();
        int code = ExitCode.OK;
        for (LocalDate each : weeks) {
            Optional<String> unreadable = files.unreadable(each);
            if (unreadable.isPresent()) {
                reportError(words().format("sent.left-out", "why", unreadable.get(), "day", each));
                code = ExitCode.FOUND_WRONG;
                continue;
            }
            entries.add(new Entry(
                    each, when(files, each), SentAnswers.read(files.sent(each)).lines(), refusals(files, each)));
        }
        if (json) {
            print(entries, out);
        } else if (weeks.isEmpty()) {
            out.print(words().format("sent.nothing", "collection", home.collection()) + "\n");
        } else {
            List<Chart> charts = charts(home);
            entries.forEach(entry -> print(entry, charts, out));
        }
        return code;
    }

    private void print(Entry entry, List<Chart> charts, PrintWriter out) {
        out.print(words().count("sent.week", entry.answers().size(), "day", entry.week(), "when", entry.when()) + "\n");
        for (String line : entry.answers()) {
            out.print("  " + AnswerInWords.of(line, charts, words()) + "\n");
        }
        entry.refusals().forEach(refusal -> out.print("  " + words().format("sent.refused", "why", refusal) + "\n"));
    }

    /** The charts, for their titles; without them, IDs are shown. */
    private List<Chart> charts(TelemetryHome home) {
        try {
            return ConfigAccess.shown(home, identity(home), clock(home))
                    .map(shown -> shown.newest().charts())
                    .orElse(List.of());
        } catch (IOException e) {
            reportError(words().format("sent.untitled", "why", sentence(e)));
            return List.of();
        }
    }

    private int print(HomeLayout files, LocalDate of) throws IOException {
        List<String> lines = SentAnswers.read(files.sent(of)).lines();
        if (lines.isEmpty()) {
            reportError(words().format("sent.none", "day", of));
            return ExitCode.FOUND_WRONG;
        }
        lines.forEach(line -> out().print(line + "\n"));
        return ExitCode.OK;
    }

    private String when(HomeLayout files, LocalDate week) throws IOException {
        return files.readNote(week)
                .flatMap(WeekDecision::when)
                .map(Instant::toString)
                .orElse(words().format(HomeFiles.exists(files.waiting(week)) ? "sent.waiting" : "sent.unknown"));
    }

    private List<String> refusals(HomeLayout files, LocalDate week) throws IOException {
        Path reasons = files.refusal(week);
        try {
            return List.of(AtomicFile.readText(reasons).strip().split("\n"));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (CharacterCodingException | NotRegularFileException e) {
            return List.of(words().format("sent.unexplained", "why", sentence(e)));
        }
    }

    private static void print(List<Entry> entries, PrintWriter out) {
        JsonOutput.printArray(out, generator -> {
            for (Entry entry : entries) {
                generator.writeStartObject();
                generator.writeStringField("week", entry.week().toString());
                generator.writeStringField("when", entry.when());
                generator.writeArrayFieldStart("answers");
                for (String answer : entry.answers()) {
                    generator.writeString(answer);
                }
                generator.writeEndArray();
                generator.writeArrayFieldStart("refused");
                for (String refusal : entry.refusals()) {
                    generator.writeString(refusal);
                }
                generator.writeEndArray();
                generator.writeEndObject();
            }
        });
    }
}
