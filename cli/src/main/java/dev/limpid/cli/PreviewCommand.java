package dev.limpid.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.protocol.config.Omission;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.uploader.config.VerifiedConfig;
import dev.limpid.uploader.run.Preview;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code preview}: what would be sent, and what would be left out and why, by name. */
@Command(
        name = "preview",
        description = "Show what would be sent now, and what would be left out and why. Touches no network.",
        footer = {"", "Examples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --json"})
final class PreviewCommand extends HomeCommand {

    @Option(names = "--json", description = "Print a JSON array with one object a week.")
    boolean json;

    PreviewCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TelemetryHome home, PrintWriter out) throws IOException {
        Optional<UploadConfig> known = ConfigAccess.verified(home, surroundings.identity(home), clock(home))
                .map(VerifiedConfig::config);
        EffectiveMode effective = effective(home);
        List<Preview.Week> weeks = new Preview(home, effective.mode(), today(home), known).weeks();
        if (json) {
            JsonOutput.printArray(out, generator -> {
                for (Preview.Week week : weeks) {
                    write(generator, week);
                }
            });
        } else if (weeks.isEmpty()) {
            out.print("No week waits to be reported, and nothing is being counted.\n");
        } else {
            out.print("mode " + effective.mode() + ", because " + effective.why() + "\n");
            if (known.isEmpty()) {
                out.print("No configuration was verified on this machine yet: what may be sent is not known here.\n");
            }
            for (Preview.Week week : weeks) {
                head(out, week);
                if (known.isPresent()) {
                    out.flush(); // the report goes past what fits sentences to the terminal
                    content(out, week);
                }
                week.damaged().forEach(file -> out.print("damaged: " + file + "\n"));
            }
        }
        return weeks.stream().allMatch(week -> week.damaged().isEmpty()) ? ExitCode.OK : ExitCode.FOUND_WRONG;
    }

    private static void head(PrintWriter out, Preview.Week week) {
        out.print("\nweek " + (week.ended() ? "ended " : "that will end ") + week.week() + ": ");
        out.print(week.kept()
                        .map(why -> "would not be sent, because " + why)
                        .orElse(week.ended() ? "would be sent" : "would be sent if this machine is drawn")
                + "\n");
    }

    private void content(PrintWriter out, Preview.Week week) {
        out().print(new String(ReportCodec.toPreviewJson(week.upload(), true), StandardCharsets.UTF_8).strip() + "\n");
        if (!week.omissions().isEmpty()) {
            out.print("left out:\n");
        }
        for (Omission omission : week.omissions()) {
            out.print("  " + omission.sentence() + "\n");
        }
    }

    private static void write(JsonGenerator json, Preview.Week week) throws IOException {
        json.writeStartObject();
        json.writeStringField("week", week.week().toString());
        json.writeBooleanField("ended", week.ended());
        json.writeBooleanField("wouldBeSent", week.kept().isEmpty());
        if (week.kept().isPresent()) {
            json.writeStringField("kept", week.kept().get());
        }
        json.writeFieldName("upload");
        json.writeRawValue(new String(ReportCodec.toPreviewJson(week.upload(), false), StandardCharsets.UTF_8));
        json.writeArrayFieldStart("leftOut");
        for (Omission omission : week.omissions()) {
            json.writeStartObject();
            json.writeStringField("program", omission.build().program());
            json.writeStringField("version", omission.build().version());
            if (omission.name().isPresent()) {
                json.writeStringField("name", omission.name().get());
            }
            json.writeStringField("code", omission.code());
            json.writeStringField("why", omission.sentence());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("damaged");
        for (String file : week.damaged()) {
            json.writeString(file);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
