package dev.limpid.dist.serve;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.protocol.text.Quantity;
import dev.limpid.server.Retention;
import dev.limpid.server.Retention.StoredWeek;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code limpid retention}: drops accepted answers whose week is published for the last time, or shows which would be
 * dropped.
 */
@Command(
        name = "retention",
        description = {
            "Drop accepted answers whose week is published for the last time.",
            "A running server does this automatically; use this command when it does not run. --dry-run"
                    + " also works while it runs. Published data and the log stay."
        },
        footer = {
            "",
            "Examples:",
            "  limpid retention --dry-run /etc/limpid/limpid.conf",
            "  limpid retention /etc/limpid/limpid.conf"
        })
public final class RetentionCommand extends ServerCommand {

    private final Clock clock;

    @Option(names = "--dry-run", description = "Show every week and what would happen to it; drop nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print a JSON array with one object a week.")
    private boolean json;

    public RetentionCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected int run(ServerSettings config) throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<String, List<StoredWeek>> found = new LinkedHashMap<>();
        for (CollectionSettings collection : config.collections()) {
            found.put(collection.name(), dryRun ? Retention.list(collection) : Retention.drop(collection, today));
        }
        if (json) {
            print(found, today);
        } else {
            tell(found, today);
        }
        return ExitCode.OK;
    }

    private void tell(Map<String, List<StoredWeek>> found, LocalDate today) {
        PrintWriter out = out();
        found.forEach((name, weeks) -> {
            if (weeks.isEmpty()) {
                out.println(name + ": " + (dryRun ? "there are no answers" : "nothing to drop"));
            }
            for (StoredWeek week : weeks) {
                out.println(name + ": " + week.week() + ", " + Quantity.of(week.stored(), "answer") + ", "
                        + fate(week, today));
            }
        });
    }

    private String fate(StoredWeek week, LocalDate today) {
        if (!dryRun) {
            return "dropped";
        }
        if (week.isDroppable(today)) {
            return "would be dropped";
        }
        if (today.isBefore(week.due()) || !week.isFinal()) {
            return "kept until it is published for the last time, from " + week.due() + " on";
        }
        if (week.isDamaged()) {
            return "kept, since others are damaged: see limpid log check";
        }
        return "kept, " + week.published() + " of them are published";
    }

    private void print(Map<String, List<StoredWeek>> found, LocalDate today) {
        JsonOutput.printArray(out(), json -> {
            for (Map.Entry<String, List<StoredWeek>> collection : found.entrySet()) {
                for (StoredWeek week : collection.getValue()) {
                    json.writeStartObject();
                    json.writeStringField("collection", collection.getKey());
                    json.writeStringField("week", week.week().toString());
                    json.writeNumberField("stored", week.stored());
                    json.writeBooleanField("damaged", week.isDamaged());
                    json.writeNumberField("published", week.published());
                    json.writeStringField("from", week.due().toString());
                    json.writeBooleanField(dryRun ? "mayGo" : "dropped", !dryRun || week.isDroppable(today));
                    json.writeEndObject();
                }
            }
        });
    }
}
