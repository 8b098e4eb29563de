package dev.limpid.cli;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.Trouble;
import dev.limpid.countfile.mode.EffectiveMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
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
        facts.put("choice", home.modeFile().toString());
        facts.put("counts", home.local().toString());
        facts.put("sent", home.upload().toString());
        facts.put("config", home.config().toString());
        facts.put("debug", home.debug().toString());
        Optional<CollectionIdentity> identity = surroundings.identity(home);
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
        facts.put("approved", ConfigAccess.approved(home, identity, clock(home)));
        for (Trouble trouble : Trouble.of(home)) {
            facts.put("trouble of " + trouble.program(), trouble.sentence());
        }
        return facts;
    }
}
