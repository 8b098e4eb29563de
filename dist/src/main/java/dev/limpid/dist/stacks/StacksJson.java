package dev.limpid.dist.stacks;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.charts.ChartResult.StackGroup;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.stacks.KnownStack;
import dev.limpid.charts.triage.StackHistory;
import dev.limpid.charts.triage.TriagedStacks.Overlap;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.protocol.answer.Attribute;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Writes the findings about stacks as JSON, for other programs. */
final class StacksJson {

    private StacksJson() {}

    static void print(PrintWriter out, Findings findings) {
        StackHistory history = findings.history();
        JsonOutput.printObject(out, json -> {
            json.writeStringField("program", history.title().program());
            json.writeStringField("chart", history.title().chart());
            json.writeArrayFieldStart("weeks");
            for (StackHistory.Week week : history.weeks()) {
                json.writeStartObject();
                json.writeStringField("week", week.monday().toString());
                json.writeBooleanField("provisional", week.isProvisional());
                json.writeNumberField("answers", week.answers());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("groups");
            for (Finding finding : findings.all()) {
                json.writeStartObject();
                write(json, finding, history);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("overlaps");
            for (Overlap overlap : findings.overlaps()) {
                json.writeStartObject();
                strings(json, "frames", overlap.frames());
                strings(
                        json,
                        "claims",
                        overlap.claims().stream().map(KnownStack::name).toList());
                json.writeEndObject();
            }
            json.writeEndArray();
            strings(json, "notes", findings.notes());
        });
    }

    private static void write(JsonGenerator json, Finding finding, StackHistory history) throws IOException {
        StackHistory.Group group = finding.triaged().group();
        StackGroup newest = group.newest();
        strings(json, "key", group.key().frames());
        json.writeStringField("state", finding.triaged().state().word());
        json.writeStringField("origin", finding.triaged().origin().word());
        strings(
                json,
                "issues",
                finding.triaged().claims().stream().map(KnownStack::name).toList());
        json.writeStringField(
                "firstWeek", history.weeks().get(group.first()).monday().toString());
        json.writeStringField(
                "lastWeek", history.weeks().get(group.last()).monday().toString());
        estimate(json, "installations", newest.installations());
        estimate(json, "share", newest.share());
        for (Attribute by : Attribute.values()) {
            strings(json, by.word(), group.values(by));
        }
        json.writeArrayFieldStart("trend");
        for (Optional<StackGroup> point : group.points()) {
            if (point.isPresent()) {
                json.writeNumber(point.get().installations().value());
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
        if (finding.version().isPresent()) {
            json.writeStringField("stackOfVersion", finding.version().get());
        }
        json.writeArrayFieldStart("stack");
        for (Finding.Frame frame : finding.frames()) {
            json.writeStartObject();
            json.writeStringField("frame", frame.text());
            if (frame.place().isPresent()) {
                json.writeStringField("path", frame.place().get().path());
                json.writeNumberField("line", frame.place().get().line());
            }
            if (!frame.link().isEmpty()) {
                json.writeStringField("link", frame.link());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void estimate(JsonGenerator json, String name, Estimate estimate) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("value", estimate.value());
        if (estimate.hasInterval()) {
            json.writeNumberField("low", estimate.low());
            json.writeNumberField("high", estimate.high());
        }
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> strings) throws IOException {
        json.writeArrayFieldStart(name);
        for (String one : strings) {
            json.writeString(one);
        }
        json.writeEndArray();
    }
}
