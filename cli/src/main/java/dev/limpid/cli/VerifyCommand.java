package dev.limpid.cli;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.config.Refusal;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.text.Counted;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.DishonestLogException;
import dev.limpid.uploader.config.KeptConfig;
import dev.limpid.uploader.config.VerifiedConfig;
import dev.limpid.uploader.consent.OnShowInWords;
import dev.limpid.uploader.run.LogConfigSource;
import dev.limpid.uploader.run.ReportFiles;
import dev.limpid.uploader.run.SentAnswers;
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

    VerifyCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run(TelemetryHome home, PrintWriter out) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<CollectionConfig> kept = List.of();
        try {
            Optional<ConfigStore> store = LogConfigSource.store(home, context.identity(home), clock(home));
            if (store.isEmpty()) {
                findings.add(of(LogState.UNKNOWN, "no log of " + home.collection() + " is known on this machine"));
            } else {
                findings.add(log(home, store.get()));
                kept = configurations(store.get(), findings);
            }
        } catch (IOException e) {
            findings.add(of(LogState.HOME_FAILED, LogState.HOME_FAILED.sentence(e)));
        }
        copies(new ReportFiles(home), kept, findings);
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

    private static List<CollectionConfig> configurations(ConfigStore store, List<Finding> findings) {
        try {
            KeptConfig kept = store.kept();
            findings.add(configuration(kept));
            return kept instanceof KeptConfig.Proven proven
                    ? proven.shown().held().stream()
                            .map(held -> held.config().config())
                            .toList()
                    : List.of();
        } catch (IOException e) {
            findings.add(configuration(ExitCode.FAILED, "unreadable", "it cannot be read: " + e.getMessage()));
            return List.of();
        }
    }

    private static Finding configuration(KeptConfig kept) {
        if (kept instanceof KeptConfig.Proven proven) {
            VerifiedConfig known = proven.config();
            return configuration(
                    ExitCode.OK,
                    "proven",
                    known.config().version() + " is entry " + known.index() + " of the log, checked "
                            + known.checkedAt()
                            + (proven.shown().onShow().isEmpty()
                                    ? ""
                                    : "; " + String.join(" ", OnShowInWords.lines(proven.shown()))));
        }
        if (kept instanceof KeptConfig.Withheld withheld) {
            return configuration(
                    ExitCode.FOUND_WRONG,
                    "withheld",
                    withheld.what() + " was proven to be entry " + withheld.index() + " of a log of "
                            + Counted.of(withheld.head().size(), "entry") + ", last seen " + withheld.checkedAt()
                            + "; none is used and nothing is sent, because the log contradicted itself");
        }
        if (kept instanceof KeptConfig.Caught) {
            return configuration(
                    ExitCode.FOUND_WRONG,
                    "withheld",
                    "none was proven before the log contradicted itself; none is used and nothing is sent");
        }
        if (kept instanceof KeptConfig.Unusable unusable) {
            return configuration(
                    ExitCode.FOUND_WRONG,
                    "unusable",
                    "what is kept here proves nothing now, and is fetched anew before anything is sent: "
                            + unusable.why());
        }
        return configuration(ExitCode.OK, "none", "none was ever proven on this machine");
    }

    private static Finding configuration(int code, String state, String sentence) {
        return new Finding(code, "configuration", state, sentence);
    }

    private static void copies(ReportFiles files, List<CollectionConfig> kept, List<Finding> findings)
            throws IOException {
        for (LocalDate week : files.sent()) {
            String what = "sent " + week;
            Optional<String> unreadable = files.unreadable(week);
            if (unreadable.isPresent()) {
                findings.add(new Finding(ExitCode.FOUND_WRONG, what, "unreadable", unreadable.get()));
                continue;
            }
            try {
                findings.add(check(what, SentAnswers.read(files.sent(week)).answers(), kept));
            } catch (MalformedJsonException e) {
                findings.add(new Finding(ExitCode.FOUND_WRONG, what, "malformed", String.valueOf(e.getMessage())));
            }
        }
    }

    /** The first answer that its configuration does not allow; otherwise how many could be held against theirs. */
    private static Finding check(String what, List<Answer> sent, List<CollectionConfig> kept) {
        int checked = 0;
        for (Answer answer : sent) {
            for (CollectionConfig config : kept) {
                if (config.version().equals(answer.config())) {
                    Optional<Refusal> refusal = config.check(answer);
                    if (refusal.isPresent()) {
                        return new Finding(
                                ExitCode.FOUND_WRONG,
                                what,
                                "refused",
                                refusal.get().sentence());
                    }
                    checked++;
                }
            }
        }
        String all = Counted.of(sent.size(), "well-formed answer");
        return checked == sent.size()
                ? new Finding(ExitCode.OK, what, "approved", all + ", all as the configuration allows that they name")
                : new Finding(
                        ExitCode.OK,
                        what,
                        "well-formed",
                        all + ", of which " + (sent.size() - checked) + " name a configuration that is not kept here");
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
