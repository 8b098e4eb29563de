package dev.limpid.cli.data;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.text.Csv;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.uploader.home.LocalCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code csv}: prints every counter that was counted on this machine, one per line. */
@Command(
        name = "csv",
        description = {
            "Print every counter that was counted on this machine as CSV.",
            "The fields: week (the day it ends), program, version, runtime, OS, arch, counter, count.",
            "A name that begins like a formula (= + - @) or with an apostrophe gets an apostrophe in front, so that"
                    + " spreadsheets show it; --json has every name as it is."
        },
        footer = {"", "Examples:", "  ${COMMAND-FULL-NAME} > counts.csv", "  ${COMMAND-FULL-NAME} --json"})
public final class CsvCommand extends HomeCommand {

    @Option(names = "--json", description = "Print a JSON array of objects instead of CSV.")
    boolean json;

    public CsvCommand(CommandContext context) {
        super(context);
    }

    /** The language of messages about files and arguments; the data is the same in all languages. */
    @Override
    public String outputLanguage() {
        return json ? MessageBundle.ENGLISH : language();
    }

    @Override
    protected boolean printsData() {
        return true;
    }

    @Override
    protected int run(TelemetryHome home, PrintWriter out) throws IOException {
        LocalCounts counts = LocalCounts.read(home);
        List<LocalCounterValue> known = LocalCounterValue.all(counts.reports());
        if (json) {
            JsonOutput.printArray(out, array -> {
                for (LocalCounterValue counter : known) {
                    object(array, counter);
                }
            });
        } else {
            out.print("week,program,version,runtime,os,arch,counter,count\r\n");
            known.forEach(counter -> line(out, counter));
        }
        counts.damaged().forEach(this::reportError);
        return counts.damaged().isEmpty() ? ExitCode.OK : ExitCode.FOUND_WRONG;
    }

    private static void object(JsonGenerator json, LocalCounterValue counter) throws IOException {
        json.writeStartObject();
        json.writeStringField("week", counter.week().toString());
        json.writeStringField("program", counter.build().program());
        json.writeStringField("version", counter.build().version());
        json.writeStringField("runtime", counter.build().runtime());
        json.writeStringField("os", counter.build().os());
        json.writeStringField("arch", counter.build().arch());
        json.writeStringField("counter", counter.name());
        json.writeNumberField("count", counter.count());
        json.writeEndObject();
    }

    private static void line(PrintWriter out, LocalCounterValue counter) {
        for (String field : List.of(
                counter.week().toString(),
                counter.build().program(),
                counter.build().version(),
                counter.build().runtime(),
                counter.build().os(),
                counter.build().arch(),
                counter.name())) {
            out.print(Csv.field(field) + ",");
        }
        out.print(counter.count() + "\r\n");
    }
}
