package dev.limpid.cli;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.config.Refusal;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.report.ReportLimits;
import dev.limpid.protocol.text.Counted;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.DishonestLogException;
import dev.limpid.uploader.config.KeptConfig;
import dev.limpid.uploader.config.VerifiedConfig;
import dev.limpid.uploader.run.LogConfigSource;
import dev.limpid.uploader.run.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
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
            "If asking the log came to nothing good, it ends with a code that says why, of which 3 is the network:",
            "  4  something answered that the log did not sign",
            "  5  an old head was served",
            "  6  a head was served that is dated in the future",
            "  7  the newest configuration is proven, but this version cannot read it",
            "  8  the log was caught contradicting itself just now",
            "  9  it was caught earlier",
            "  10 the address answers, but has no log",
            "  11 another process is just asking",
            "  12 the program carries no policy that can be read",
            "  13 the telemetry home cannot be read or written",
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME}",
            "  ${COMMAND-FULL-NAME} --offline --json"
        })
final class VerifyCommand extends HomeCommand {

    /** One thing that was checked: the state has a word that scripts can rely on. */
    private record Finding(int code, String what, String state, String sentence) {
        boolean good() {
            return code == ExitCode.OK;
        }
    }

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
            findings.add(of(LogState.UNKNOWN, "no log of " + home.collection() + " is known on this machine"));
        } else {
            findings.add(log(home, store.get()));
            config = configuration(store.get(), findings);
        }
        copies(new ReportFiles(home), config, findings);
        print(out, findings);
        return findings.stream()
                .map(Finding::code)
                .filter(code -> code != ExitCode.OK)
                .findFirst()
                .orElse(ExitCode.OK);
    }

    private static Finding of(LogState state, String sentence) {
        return new Finding(state.exitCode(), "log", state.word(), sentence);
    }

    private Finding log(TelemetryHome home, ConfigStore store) {
        try {
            return asked(home, store);
        } catch (IOException e) {
            LogState state = LogState.of(e);
            return of(state, state.sentence(e));
        }
    }

    private Finding asked(TelemetryHome home, ConfigStore store) throws IOException {
        Optional<Path> evidence = store.evidence();
        if (evidence.isPresent()) {
            return of(
                    LogState.CAUGHT_BEFORE,
                    "it was caught contradicting itself earlier, and is not asked while the evidence is there: "
                            + evidence.get());
        }
        if (offline) {
            return of(LogState.OFFLINE, "not asked");
        }
        if (!(effective(home).mode() instanceof Mode.On)) {
            return of(LogState.MODE_NOT_ON, "not asked: the mode is not on");
        }
        Optional<Checkpoint> before = store.remembered();
        try {
            return proven(before, store.refresh());
        } catch (DishonestLogException e) {
            return of(LogState.CAUGHT, "it contradicts itself. " + e.getMessage());
        }
    }

    private static Finding proven(Optional<Checkpoint> before, VerifiedConfig newest) {
        String head = "size " + newest.checkpoint().size() + ", cosigned by " + witnesses(newest);
        return before.isPresent()
                ? of(
                        LogState.CONSISTENT,
                        "consistent with the head of size " + before.get().size() + " that this machine saw before; "
                                + head)
                : of(
                        LogState.FIRST_CONTACT,
                        "first contact: its signature is right, but this machine had seen no head to compare with; "
                                + "from now on it has; " + head);
    }

    private static String witnesses(VerifiedConfig newest) {
        return newest.witnesses().isEmpty()
                ? "no independent witness"
                : Counted.of(newest.witnesses().size(), "independent witness") + " ("
                        + String.join(", ", newest.witnesses()) + ")";
    }

    private static Optional<VerifiedConfig> configuration(ConfigStore store, List<Finding> findings) {
        try {
            KeptConfig kept = store.kept();
            findings.add(configuration(kept));
            return kept instanceof KeptConfig.Proven proven ? Optional.of(proven.config()) : Optional.empty();
        } catch (IOException e) {
            findings.add(configuration(ExitCode.FAILED, "unreadable", "it cannot be read: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private static Finding configuration(KeptConfig kept) {
        if (kept instanceof KeptConfig.Proven proven) {
            VerifiedConfig known = proven.config();
            return configuration(
                    ExitCode.OK,
                    "proven",
                    known.config().version() + " is entry " + known.index() + " of the log, checked "
                            + known.checkedAt());
        }
        if (kept instanceof KeptConfig.Withheld withheld) {
            return configuration(
                    ExitCode.FOUND_WRONG,
                    "withheld",
                    withheld.what() + " was proven to be entry " + withheld.index() + " of a log of "
                            + Counted.of(withheld.head().size(), "entry") + ", last seen " + withheld.checkedAt()
                            + "; none is used and nothing is uploaded, because the log contradicted itself");
        }
        if (kept instanceof KeptConfig.Caught) {
            return configuration(
                    ExitCode.FOUND_WRONG,
                    "withheld",
                    "none was proven before the log contradicted itself; none is used and nothing is uploaded");
        }
        if (kept instanceof KeptConfig.Unusable unusable) {
            return configuration(
                    ExitCode.FOUND_WRONG,
                    "unusable",
                    "what is kept here proves nothing now, and is fetched anew before anything is uploaded: "
                            + unusable.why());
        }
        return configuration(ExitCode.OK, "none", "none was ever proven on this machine");
    }

    private static Finding configuration(int code, String state, String sentence) {
        return new Finding(code, "configuration", state, sentence);
    }

    private static void copies(ReportFiles files, Optional<VerifiedConfig> config, List<Finding> findings)
            throws IOException {
        for (LocalDate week : files.sent()) {
            String what = "sent " + week;
            try {
                Report sent = ReportCodec.read(AtomicFile.read(files.sent(week)), ReportLimits.UPLOAD);
                findings.add(check(what, sent, config));
            } catch (MalformedReportException | NotRegularFileException e) {
                findings.add(new Finding(ExitCode.FOUND_WRONG, what, "malformed", String.valueOf(e.getMessage())));
            }
        }
    }

    private static Finding check(String what, Report sent, Optional<VerifiedConfig> config) {
        if (config.isEmpty() || !config.get().config().version().equals(sent.config())) {
            return new Finding(
                    ExitCode.OK,
                    what,
                    "well-formed",
                    "a well-formed report by configuration " + sent.config() + ", which is not kept here");
        }
        Optional<Refusal> refusal = config.get().config().check(sent);
        return new Finding(
                refusal.isEmpty() ? ExitCode.OK : ExitCode.FOUND_WRONG,
                what,
                refusal.isEmpty() ? "approved" : "refused",
                refusal.map(Refusal::sentence).orElse("all of it is approved by configuration " + sent.config()));
    }

    private void print(PrintWriter out, List<Finding> findings) {
        if (json) {
            JsonOutput.printArray(out, generator -> {
                for (Finding finding : findings) {
                    generator.writeStartObject();
                    generator.writeStringField("what", finding.what());
                    generator.writeBooleanField("good", finding.good());
                    generator.writeStringField("state", finding.state());
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
