package dev.limpid.cli.data;

import dev.limpid.cli.command.ConfigAccess;
import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.command.LineWrapper;
import dev.limpid.cli.command.ModeInWords;
import dev.limpid.cli.consent.RelayChoiceCommand;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.countfile.CountingFailure;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.countfile.mode.ModeSource;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.uploader.consent.PendingConfigInWords;
import dev.limpid.uploader.home.TelemetryHomes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code env}: shows the effective mode, the reason, and where everything is stored. */
@Command(
        name = "env",
        description = "Show the effective mode, what decided it, and where everything is stored.",
        footer = {"", "Examples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --json"})
public final class EnvCommand extends HomeCommand {

    private static final int LEAST_LABEL_WIDTH = 12;
    private static final String TROUBLE = "trouble of ";

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    boolean json;

    public EnvCommand(CommandContext context) {
        super(context);
    }

    /** Why no collection at all is counted on this machine; empty if some may be. */
    static Optional<String> reasonNothingIsCounted(CommandContext context, MessageBundle words) {
        TelemetryHome any = TelemetryHome.of("any", context.environment());
        EffectiveMode effective = EffectiveMode.of(any, context.environment(), false);
        return effective.mode().counts()
                ? Optional.empty()
                : Optional.of(ModeInWords.why(words, effective, any, context.environment()));
    }

    /** If nothing at all is counted, the reason can be shown for any collection, even one that this machine does not know. */
    @Override
    protected boolean acceptsUnknownCollection() {
        return reasonNothingIsCounted(context, words()).isPresent();
    }

    @Override
    public List<TelemetryHome> homes() throws IOException {
        Optional<String> why = reasonNothingIsCounted(context, words());
        if (context.collection().isPresent()
                || collection != null
                || why.isEmpty()
                || !new TelemetryHomes(context.environment()).all().isEmpty()) {
            return super.homes();
        }
        if (json) {
            JsonOutput.printObject(out(), generator -> {
                generator.writeStringField("mode", "off");
                generator.writeStringField("why", why.get());
            });
        } else {
            out().print(labelled("mode", "off"));
            out().print(" ".repeat(labelWidth()) + words().format("env.because", "why", why.get()) + "\n");
        }
        return List.of();
    }

    @Override
    protected int run(TelemetryHome home, PrintWriter out) throws IOException {
        EffectiveMode effective = effective(home);
        Map<String, String> facts = facts(home, effective);
        if (json) {
            JsonOutput.printObject(out, generator -> {
                for (Map.Entry<String, String> fact : facts.entrySet()) {
                    generator.writeStringField(fact.getKey(), fact.getValue());
                }
            });
            return ExitCode.OK;
        }
        out.print(labelled("mode", effective.mode().toString()));
        out.print(" ".repeat(labelWidth()) + words().format("env.because", "why", modeReason(home, effective)) + "\n");
        facts.forEach((name, value) -> {
            if (!name.equals("mode") && !name.equals("why") && !name.equals("source")) {
                out.print(labelled(name, value));
            }
        });
        return ExitCode.OK;
    }

    private String labelled(String fact, String value) {
        String label = label(fact);
        return label + " ".repeat(Math.max(1, labelWidth() - LineWrapper.width(label))) + value + "\n";
    }

    /** The width of the label column. Longer labels are followed by one space. */
    private int labelWidth() {
        return Math.max(LEAST_LABEL_WIDTH, LineWrapper.width(label("collection")) + 2);
    }

    private String label(String fact) {
        return fact.startsWith(TROUBLE)
                ? words().format("fact.trouble", "program", fact.substring(TROUBLE.length()))
                : words().format("fact." + fact.replace(' ', '-'));
    }

    private Map<String, String> facts(TelemetryHome home, EffectiveMode effective) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("collection", home.collection());
        facts.put("mode", effective.mode().toString());
        facts.put("source", effective.source().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        facts.put("why", effective.why());
        if (home.refusal() == null) {
            facts.put("choice", home.modeFile().toString());
            facts.put("counts", home.local().toString());
            facts.put("sent", home.upload().toString());
            facts.put("config", home.config().toString());
            facts.put("debug", home.debug().toString());
        }
        Optional<CollectionIdentity> identity = identity(home, facts);
        facts.put(
                "server",
                identity.map(CollectionIdentity::uploadUrl)
                        .filter(u -> !u.isEmpty())
                        .orElse(words().format("env.none")));
        facts.put(
                "log",
                identity.map(CollectionIdentity::configUrl)
                        .filter(u -> !u.isEmpty())
                        .orElse(words().format("env.none")));
        facts.put("way", way(home, identity, effective));
        relays(home, identity, effective).ifPresent(lines -> facts.put("relays", lines));
        facts.put("asked", asked(home, identity, effective));
        onShow(home, identity, effective).ifPresent(sentence -> facts.put("on show", sentence));
        troubles(home, facts);
        return facts;
    }

    /** A file that cannot be read is reported in place of its value; everything else is still shown. */
    private Optional<CollectionIdentity> identity(TelemetryHome home, Map<String, String> facts) {
        try {
            return context.identity(home);
        } catch (IOException e) {
            facts.put("collection's file", words().format("env.unread", "why", sentence(e)));
            return Optional.empty();
        }
    }

    private String asked(TelemetryHome home, Optional<CollectionIdentity> identity, EffectiveMode effective) {
        try {
            return ConfigAccess.approved(home, identity, trueClock(home, effective), words());
        } catch (IOException e) {
            return words().format("env.unknown", "why", sentence(e));
        }
    }

    private String way(TelemetryHome home, Optional<CollectionIdentity> identity, EffectiveMode effective) {
        try {
            return RelayChoiceCommand.way(home, identity, trueClock(home, effective), words());
        } catch (IOException e) {
            return words().format("env.unsent", "why", sentence(e));
        }
    }

    private Optional<String> relays(
            TelemetryHome home, Optional<CollectionIdentity> identity, EffectiveMode effective) {
        try {
            return ConfigAccess.relayTroubles(home, identity, trueClock(home, effective));
        } catch (IOException e) {
            return Optional.empty(); // reported in the line before
        }
    }

    private Optional<String> onShow(
            TelemetryHome home, Optional<CollectionIdentity> identity, EffectiveMode effective) {
        try {
            return ConfigAccess.shown(home, identity, trueClock(home, effective))
                    .map(shown -> PendingConfigInWords.lines(shown, words().language()))
                    .filter(lines -> !lines.isEmpty())
                    .map(lines -> String.join(" ", lines));
        } catch (IOException e) {
            return Optional.empty(); // reported in the line before
        }
    }

    private Clock trueClock(TelemetryHome home, EffectiveMode effective) {
        return effective.source() == ModeSource.CLOCK ? Clock.systemUTC() : clock(home);
    }

    /** Why programs stopped counting: the reasons that they recorded, and files that they cannot write to. */
    private void troubles(TelemetryHome home, Map<String, String> facts) {
        try {
            for (CountingFailure countingFailure : CountingFailure.of(home)) {
                facts.put(TROUBLE + countingFailure.program(), countingFailure.sentence());
            }
            List<String> closed = new ArrayList<>();
            for (Path file : CountedWeek.filesOfNewerFormat(home.local())) {
                closed.add(words().format("env.newer", "file", file.getFileName()));
            }
            for (Path file : HomeFiles.list(home.local())) {
                if (!TelemetryHome.mayWrite(file.toFile()) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    closed.add(words().format("env.irregular", "file", file.getFileName()));
                } else if (!Files.isWritable(file)) {
                    closed.add(words().format("env.closed", "file", file.getFileName()));
                }
            }
            if (!closed.isEmpty()) {
                facts.put("in the way", String.join("; ", closed));
            }
        } catch (IOException e) {
            facts.put("counts", words().format("env.counts", "folder", home.local(), "why", sentence(e)));
        }
    }
}
