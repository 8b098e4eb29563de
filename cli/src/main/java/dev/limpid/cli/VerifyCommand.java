package dev.limpid.cli;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.config.Refusal;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.report.ReportLimits;
import dev.limpid.protocol.text.Counted;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.DishonestLogException;
import dev.limpid.uploader.config.VerifiedConfig;
import dev.limpid.uploader.run.LogConfigSource;
import dev.limpid.uploader.run.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verify}: the log, the configuration, and the copies of what was sent. */
@Command(
        name = "verify",
        description = "Check the log, the configuration and the copies of what was sent.",
        footer = {
            "",
            "Asks the log only in mode on; with --offline, never.",
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME}",
            "  ${COMMAND-FULL-NAME} --offline --json"
        })
final class VerifyCommand extends HomeCommand {

    /** One thing that was checked. */
    private record Finding(boolean good, String what, String sentence) {}

    @Option(names = "--json", description = "Print a JSON array with one object a finding.")
    boolean json;

    @Option(names = "--offline", description = "Touch no network: check only what lies on this machine.")
    boolean offline;

    VerifyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TelemetryHome home, PrintWriter out) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Optional<ConfigStore> store = LogConfigSource.store(home, surroundings.identity(home), clock(home));
        Optional<VerifiedConfig> config = Optional.empty();
        if (store.isEmpty()) {
            findings.add(new Finding(true, "log", "no log of " + home.collection() + " is known on this machine"));
        } else {
            log(home, store.get(), findings);
            config = configuration(store.get(), findings);
        }
        copies(new ReportFiles(home), config, findings);
        print(out, findings);
        return findings.stream().allMatch(Finding::good) ? ExitCode.OK : ExitCode.FOUND_WRONG;
    }

    private void log(TelemetryHome home, ConfigStore store, List<Finding> findings) throws IOException {
        Optional<Path> evidence = store.evidence();
        if (evidence.isPresent()) {
            findings.add(new Finding(false, "log", "it contradicted itself; the evidence is in " + evidence.get()));
            return;
        }
        if (offline || !(effective(home).mode() instanceof Mode.On)) {
            findings.add(new Finding(true, "log", "not asked" + (offline ? "" : ": the mode is not on")));
            return;
        }
        try {
            VerifiedConfig newest = store.refresh();
            findings.add(new Finding(
                    true,
                    "log",
                    "consistent with what this machine saw before; size "
                            + newest.checkpoint().size() + ", cosigned by "
                            + Counted.of(newest.cosigned().size(), "witness")));
        } catch (DishonestLogException e) {
            findings.add(new Finding(false, "log", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            findings.add(new Finding(false, "log", "could not be checked: " + e.getMessage()));
        }
    }

    private static Optional<VerifiedConfig> configuration(ConfigStore store, List<Finding> findings)
            throws IOException {
        Optional<VerifiedConfig> config = store.verified();
        findings.add(new Finding(
                true,
                "configuration",
                config.map(known -> known.config().version() + " is entry " + known.index() + " of the log, checked "
                                + known.checkedAt())
                        .orElse("none was proven on this machine")));
        return config;
    }

    private static void copies(ReportFiles files, Optional<VerifiedConfig> config, List<Finding> findings)
            throws IOException {
        for (LocalDate week : files.sent()) {
            String what = "sent " + week;
            try {
                Report sent = ReportCodec.read(Files.readAllBytes(files.sent(week)), ReportLimits.UPLOAD);
                findings.add(check(what, sent, config));
            } catch (MalformedReportException e) {
                findings.add(new Finding(false, what, String.valueOf(e.getMessage())));
            }
        }
    }

    private static Finding check(String what, Report sent, Optional<VerifiedConfig> config) {
        if (config.isEmpty() || !config.get().config().version().equals(sent.config())) {
            return new Finding(
                    true, what, "a well-formed report by configuration " + sent.config() + ", which is not kept here");
        }
        Optional<Refusal> refusal = config.get().config().check(sent);
        return new Finding(
                refusal.isEmpty(),
                what,
                refusal.map(Refusal::sentence).orElse("all of it is approved by configuration " + sent.config()));
    }

    private void print(PrintWriter out, List<Finding> findings) {
        if (json) {
            JsonOutput.printArray(out, generator -> {
                for (Finding finding : findings) {
                    generator.writeStartObject();
                    generator.writeStringField("what", finding.what());
                    generator.writeBooleanField("good", finding.good());
                    generator.writeStringField("sentence", finding.sentence());
                    generator.writeEndObject();
                }
            });
            return;
        }
        findings.forEach(finding -> out.print(
                (finding.good() ? "ok     " : "WRONG  ") + finding.what() + ": " + finding.sentence() + "\n"));
    }
}
