package dev.limpid.dist.serve;

import dev.limpid.cli.ExitCode;
import dev.limpid.cli.JsonOutput;
import dev.limpid.protocol.text.Counted;
import dev.limpid.server.CollectionSettings;
import dev.limpid.server.Retention;
import dev.limpid.server.Retention.StoredWeek;
import dev.limpid.server.ServerConfig;
import dev.limpid.server.ServerConfigFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code limpid retention}: drops accepted reports that were published long ago, or says which would be. */
@Command(
        name = "retention",
        description = {
            "Drop accepted reports that are published and older than keep-reports says.",
            "A server does so by itself; this is for a server that does not run, and with --dry-run for one that does."
                    + " Published data and the log stay."
        },
        footer = {
            "",
            "Examples:",
            "  limpid retention --dry-run /etc/limpid/limpid.conf",
            "  limpid retention --keep 30d /etc/limpid/limpid.conf"
        })
public final class RetentionCommand extends ServerCommand {

    private final Clock clock;

    @Option(names = "--dry-run", description = "Show every week and what would become of it; drop nothing.")
    private boolean dryRun;

    @Option(
            names = "--keep",
            paramLabel = "TIME",
            description = "Keep reports for this time, such as 60d, whatever keep-reports says.")
    private String keep = "";

    @Option(names = "--json", description = "Print a JSON array with one object a week.")
    private boolean json;

    public RetentionCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected int run(ServerConfig config) throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<String, List<StoredWeek>> found = new LinkedHashMap<>();
        for (CollectionSettings written : config.collections()) {
            CollectionSettings collection = keep.isEmpty() ? written : written.withKeepReports(kept());
            found.put(collection.name(), dryRun ? Retention.look(collection) : Retention.drop(collection, today));
        }
        if (json) {
            print(found, today);
        } else {
            tell(found, today);
        }
        return ExitCode.OK;
    }

    private Duration kept() {
        return ServerConfigFile.duration(keep)
                .orElseThrow(() -> new ParameterException(
                        spec().commandLine(), "--keep is \"" + keep + "\", expected a time such as 60d"));
    }

    private void tell(Map<String, List<StoredWeek>> found, LocalDate today) {
        PrintWriter out = out();
        found.forEach((name, weeks) -> {
            if (weeks.isEmpty()) {
                out.println(name + ": " + (dryRun ? "there are no reports" : "nothing to drop"));
            }
            for (StoredWeek week : weeks) {
                out.println(name + ": " + week.week() + ", " + Counted.of(week.stored(), "report") + ", "
                        + fate(week, today));
            }
        });
    }

    private String fate(StoredWeek week, LocalDate today) {
        if (!dryRun) {
            return "dropped";
        }
        if (week.mayGo(today)) {
            return "would be dropped";
        }
        if (week.from().isEmpty()) {
            return "kept for ever";
        }
        String until =
                today.isBefore(week.from().get()) ? "kept until " + week.from().get() : "kept";
        return week.isPublished() ? until : until + ", " + week.published() + " of them published";
    }

    private void print(Map<String, List<StoredWeek>> found, LocalDate today) {
        JsonOutput.printArray(out(), json -> {
            for (Map.Entry<String, List<StoredWeek>> collection : found.entrySet()) {
                for (StoredWeek week : collection.getValue()) {
                    json.writeStartObject();
                    json.writeStringField("collection", collection.getKey());
                    json.writeStringField("week", week.week().toString());
                    json.writeNumberField("stored", week.stored());
                    json.writeNumberField("published", week.published());
                    if (week.from().isPresent()) {
                        json.writeStringField("from", week.from().get().toString());
                    }
                    json.writeBooleanField(dryRun ? "mayGo" : "dropped", !dryRun || week.mayGo(today));
                    json.writeEndObject();
                }
            }
        });
    }
}
