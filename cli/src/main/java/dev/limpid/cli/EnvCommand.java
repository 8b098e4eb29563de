package dev.limpid.cli;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.Trouble;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.countfile.mode.ModeSource;
import dev.limpid.uploader.consent.OnShowInWords;
import dev.limpid.uploader.run.Homes;
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

/** {@code env}: the effective mode, why, and where everything lies. */
@Command(
        name = "env",
        description = "Show the effective mode, what decided it, and where everything lies.",
        footer = {"", "Examples:", "  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --json"})
final class EnvCommand extends HomeCommand {

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    boolean json;

    EnvCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** What keeps any collection at all from being counted here; empty if nothing does. */
    static Optional<String> whyNothing(Surroundings surroundings) {
        TelemetryHome any = TelemetryHome.of("any", surroundings.environment());
        EffectiveMode effective = EffectiveMode.of(any, surroundings.environment(), false);
        return effective.mode().counts() ? Optional.empty() : Optional.of(effective.why());
    }

    /** Where nothing at all is counted, it can be told of any collection why, before there is anything of it. */
    @Override
    boolean takesAnyCollection() {
        return whyNothing(surroundings).isPresent();
    }

    @Override
    List<TelemetryHome> homes() throws IOException {
        Optional<String> why = whyNothing(surroundings);
        if (surroundings.collection().isPresent()
                || collection != null
                || why.isEmpty()
                || !new Homes(surroundings.environment()).all().isEmpty()) {
            return super.homes();
        }
        if (json) {
            JsonOutput.printObject(out(), generator -> {
                generator.writeStringField("mode", "off");
                generator.writeStringField("why", why.get());
            });
        } else {
            out().print("mode        off\n            because " + why.get() + "\n");
        }
        return List.of();
    }

    @Override
    int run(TelemetryHome home, PrintWriter out) throws IOException {
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
        out.print("mode        " + effective.mode() + "\n");
        out.print("            because " + effective.why() + "\n");
        facts.forEach((name, value) -> {
            if (!name.equals("mode") && !name.equals("why") && !name.equals("source")) {
                out.print((name + "            ").substring(0, Math.max(12, name.length() + 1)) + value + "\n");
            }
        });
        return ExitCode.OK;
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
                        .orElse("none known"));
        facts.put(
                "log",
                identity.map(CollectionIdentity::configUrl)
                        .filter(u -> !u.isEmpty())
                        .orElse("none known"));
        facts.put("asked", asked(home, identity, effective));
        onShow(home, identity, effective).ifPresent(sentence -> facts.put("on show", sentence));
        troubles(home, facts);
        return facts;
    }

    /** What cannot be read is told in its place, and keeps nothing else from being told. */
    private Optional<CollectionIdentity> identity(TelemetryHome home, Map<String, String> facts) {
        try {
            return surroundings.identity(home);
        } catch (IOException e) {
            facts.put("collection's file", "cannot be read: " + Failure.sentence(e));
            return Optional.empty();
        }
    }

    private String asked(TelemetryHome home, Optional<CollectionIdentity> identity, EffectiveMode effective) {
        try {
            return ConfigAccess.approved(home, identity, trueClock(home, effective));
        } catch (IOException e) {
            return "not known: " + Failure.sentence(e);
        }
    }

    private Optional<String> onShow(
            TelemetryHome home, Optional<CollectionIdentity> identity, EffectiveMode effective) {
        try {
            return ConfigAccess.shown(home, identity, trueClock(home, effective))
                    .map(OnShowInWords::lines)
                    .filter(lines -> !lines.isEmpty())
                    .map(lines -> String.join(" ", lines));
        } catch (IOException e) {
            return Optional.empty(); // told in the line before
        }
    }

    private Clock trueClock(TelemetryHome home, EffectiveMode effective) {
        return effective.source() == ModeSource.CLOCK ? Clock.systemUTC() : clock(home);
    }

    /** Why programs stopped counting: as they noted it, and what they could not note, since these files are not theirs. */
    private static void troubles(TelemetryHome home, Map<String, String> facts) {
        try {
            for (Trouble trouble : Trouble.of(home)) {
                facts.put("trouble of " + trouble.program(), trouble.sentence());
            }
            List<String> closed = new ArrayList<>();
            for (Path file : HomeFiles.list(home.local())) {
                if (!TelemetryHome.mayWrite(file.toFile()) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    closed.add(file.getFileName() + " is no regular file");
                } else if (!Files.isWritable(file)) {
                    closed.add(file.getFileName() + " cannot be written by this user");
                }
            }
            if (!closed.isEmpty()) {
                facts.put("in the way", String.join("; ", closed));
            }
        } catch (IOException e) {
            facts.put("counts", home.local() + ", which cannot be read: " + Failure.sentence(e));
        }
    }
}
