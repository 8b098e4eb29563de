package dev.limpid.cli.sending;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.cli.command.ConfigAccess;
import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.active.Omission;
import dev.limpid.uploader.config.StoredConfigs;
import dev.limpid.uploader.consent.PendingConfigInWords;
import dev.limpid.uploader.consent.RouteInWords;
import dev.limpid.uploader.route.AnswerRoute;
import dev.limpid.uploader.route.RelayChoice;
import dev.limpid.uploader.run.Preview;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code preview}: shows what would be sent, and by name what would be left out and why. */
@Command(
        name = "preview",
        description = "Show what would be sent now, and what would be left out and why. Uses no network.",
        footer = {"", "Examples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --json"})
public final class PreviewCommand extends HomeCommand {

    @Option(names = "--json", description = "Print one JSON object: what is on show, and the weeks.")
    boolean json;

    public PreviewCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run(TelemetryHome home, PrintWriter out) throws IOException {
        Optional<StoredConfigs> shown = ConfigAccess.shown(home, identity(home), clock(home));
        List<Chart> charts = shown.map(known -> known.newest().charts()).orElse(List.of());
        List<String> onShow = shown.map(known -> PendingConfigInWords.lines(known, words().language()))
                .orElse(List.of());
        EffectiveMode effective = effective(home);
        Optional<AnswerRoute> way = way(home, shown);
        Preview preview = new Preview(home, effective.mode(), today(home), shown.map(StoredConfigs::questions));
        List<Preview.Week> weeks = preview.weeks();
        List<String> damaged = preview.damaged();
        if (json) {
            print(out, weeks, onShow, damaged);
        } else if (weeks.isEmpty()) {
            if (damaged.isEmpty()) {
                out.print(words().format("preview.none") + "\n");
            }
            damaged(out, damaged);
            onShow.forEach(line -> out.print(line + "\n"));
        } else {
            out.print(words().format("preview.mode", "mode", effective.mode(), "why", modeReason(home, effective))
                    + "\n");
            if (shown.isEmpty()) {
                out.print(words().format("preview.unverified") + "\n");
            }
            onShow.forEach(line -> out.print(line + "\n"));
            if (shown.isPresent() && way.isPresent()) {
                out.print(words().format("preview.way", "way", RouteInWords.of(way.get(), words().language())) + "\n");
            }
            for (Preview.Week week : weeks) {
                head(out, week);
                if (shown.isPresent() || week.decided()) {
                    content(out, week, charts);
                }
                damaged(out, week.damaged());
            }
            damaged(out, damaged);
        }
        return damaged.isEmpty()
                        && weeks.stream().allMatch(week -> week.damaged().isEmpty())
                ? ExitCode.OK
                : ExitCode.FOUND_WRONG;
    }

    /** The way that answers take; empty if the user's choice cannot be read, in which case each week says that it stays. */
    private Optional<AnswerRoute> way(TelemetryHome home, Optional<StoredConfigs> shown) {
        try {
            return Optional.of(AnswerRoute.of(
                    RelayChoice.read(home),
                    shown.flatMap(known -> known.questions().relays())));
        } catch (IOException e) {
            reportUnreadable(words().format("preview.unread", "why", sentence(e)));
            return Optional.empty();
        }
    }

    private void damaged(PrintWriter out, List<String> damaged) {
        damaged.forEach(file -> out.print(words().format("preview.damaged", "file", file) + "\n"));
    }

    private void head(PrintWriter out, Preview.Week week) {
        String would = week.decided()
                ? words().count("preview.decided", week.answers().size())
                : words().format("preview.would");
        String what = week.reasonNotSent()
                .map(why -> words().format("preview.kept", "why", why.in(outputLanguage())))
                .orElse(would);
        String key = week.ended() ? "preview.ended" : "preview.open";
        out.print("\n" + words().format(key, "day", week.week(), "what", what) + "\n");
    }

    private void content(PrintWriter out, Preview.Week week, List<Chart> charts) {
        for (Preview.Answered answered : week.answers()) {
            answer(
                    out,
                    answered.answer(),
                    charts,
                    week.decided() ? "" : AnswerInWords.likely(answered.rate(), words()));
        }
        if (!week.omissions().isEmpty() || !week.withheld().isEmpty()) {
            out.print("\n" + words().format("preview.stays") + "\n");
        }
        for (Preview.Withheld withheld : week.withheld()) {
            answer(
                    out,
                    withheld.answer(),
                    charts,
                    words().format("preview.not", "why", withheld.why().in(outputLanguage())));
        }
        if (!week.omissions().isEmpty() && !week.withheld().isEmpty()) {
            out.print("\n");
        }
        for (Omission omission : week.omissions()) {
            out.print("  " + omission.message().in(outputLanguage()) + "\n");
        }
    }

    private void answer(PrintWriter out, Answer answer, List<Chart> charts, String fate) {
        out.print("\n" + AnswerInWords.title(answer.chart(), charts) + "\n");
        charts.stream()
                .filter(chart -> answer.chart().equals(chart.program() + "/" + chart.id()))
                .map(Chart::description)
                .filter(description -> !description.isEmpty())
                .forEach(description -> out.print("  " + description + "\n"));
        out.print("  " + by(answer) + (fate.isEmpty() ? "" : ", " + fate) + "\n");
        answer.parts().forEach(part -> out.print("  " + AnswerInWords.part(part, words()) + "\n"));
        out.flush(); // the answer is printed unwrapped, on another writer
        out().print("  " + new String(AnswerCodec.toJson(answer), StandardCharsets.UTF_8) + "\n");
    }

    private String by(Answer answer) {
        String by = answer.parts().get(0).attributes().keySet().stream()
                .map(attribute -> AnswerInWords.attribute(attribute, words()))
                .collect(Collectors.joining(", "));
        return by.isEmpty() ? words().format("preview.by.nothing") : words().format("preview.by", "attributes", by);
    }

    private static void print(PrintWriter out, List<Preview.Week> weeks, List<String> onShow, List<String> damaged) {
        JsonOutput.printObject(out, generator -> {
            write(generator, "onShow", onShow);
            write(generator, "damaged", damaged);
            generator.writeArrayFieldStart("weeks");
            for (Preview.Week week : weeks) {
                write(generator, week);
            }
            generator.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Preview.Week week) throws IOException {
        json.writeStartObject();
        json.writeStringField("week", week.week().toString());
        json.writeBooleanField("ended", week.ended());
        json.writeBooleanField("wouldBeSent", week.reasonNotSent().isEmpty());
        if (week.reasonNotSent().isPresent()) {
            json.writeStringField("kept", week.reasonNotSent().get().toString());
        }
        json.writeBooleanField("decided", week.decided());
        json.writeArrayFieldStart("answers");
        for (Preview.Answered answered : week.answers()) {
            json.writeStartObject();
            json.writeNumberField("rate", answered.rate());
            json.writeFieldName("answer");
            json.writeRawValue(new String(AnswerCodec.toJson(answered.answer()), StandardCharsets.UTF_8));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("staying");
        for (Preview.Withheld withheld : week.withheld()) {
            json.writeStartObject();
            json.writeStringField("why", withheld.why().toString());
            json.writeFieldName("answer");
            json.writeRawValue(new String(AnswerCodec.toJson(withheld.answer()), StandardCharsets.UTF_8));
            json.writeEndObject();
        }
        json.writeEndArray();
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
        write(json, "damaged", week.damaged());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, List<String> lines) throws IOException {
        json.writeArrayFieldStart(name);
        for (String line : lines) {
            json.writeString(line);
        }
        json.writeEndArray();
    }
}
