package dev.limpid.cli.verify;

import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.command.LineWrapper;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Refusal;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.uploader.config.ConfigState;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.proof.DishonestLogException;
import dev.limpid.uploader.config.proof.VerifiedConfig;
import dev.limpid.uploader.consent.PendingConfigInWords;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.SentAnswers;
import dev.limpid.uploader.route.LogConfigSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verify}: checks the log, the configuration, and the copies of what was sent. */
@Command(
        name = "verify",
        description = "Check the log, the configuration and the copies of what was sent.",
        footer = {
            "",
            "Asks the log only in mode on; with --offline, never.",
            "",
            "If asking the log fails, the exit code says why; 3 is the network:",
            "  4  something answered that the log did not sign",
            "  5  an old head was served",
            "  6  a head was served that is dated in the future",
            "  7  the newest configuration is proven, but this version cannot read it",
            "  8  the log was caught contradicting itself just now",
            "  9  it was caught earlier",
            "  10 the address answers, but has no log",
            "  11 another process is asking",
            "  12 the program carries no policy that can be read",
            "  13 the telemetry home cannot be read or written",
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME}",
            "  ${COMMAND-FULL-NAME} --offline --json"
        })
public final class VerifyCommand extends HomeCommand {

    private static final int LABEL = 7;
    private static final String SENT = "sent ";

    /** The result of one check. Scripts can rely on the word of its state. */
    private record Finding(int code, String what, String state, String sentence) {
        boolean good() {
            return code == ExitCode.OK;
        }
    }

    @Option(names = "--json", description = "Print a JSON array with one object per finding.")
    boolean json;

    @Option(names = "--offline", description = "Do not use the network: check only what is stored on this machine.")
    boolean offline;

    public VerifyCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run(TelemetryHome home, PrintWriter out) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<CollectionConfig> kept = List.of();
        try {
            Optional<ConfigStore> store = LogConfigSource.store(home, context.identity(home), clock(home));
            if (store.isEmpty()) {
                findings.add(of(LogCheckResult.UNKNOWN, said("log.unknown", "collection", home.collection())));
            } else {
                findings.add(log(home, store.get()));
                kept = configurations(store.get(), findings);
            }
        } catch (IOException e) {
            findings.add(of(LogCheckResult.HOME_FAILED, LogCheckResult.HOME_FAILED.sentence(e, checked())));
        }
        copies(new HomeLayout(home), kept, findings);
        print(out, findings);
        return findings.stream()
                .map(Finding::code)
                .filter(code -> code != ExitCode.OK)
                .findFirst()
                .orElse(ExitCode.OK);
    }

    private static Finding of(LogCheckResult state, String sentence) {
        return new Finding(state.exitCode(), "log", state.word(), sentence);
    }

    private Finding log(TelemetryHome home, ConfigStore store) {
        try {
            return asked(home, store);
        } catch (IOException e) {
            LogCheckResult state = LogCheckResult.of(e);
            return of(state, state.sentence(e, checked()));
        }
    }

    private Finding asked(TelemetryHome home, ConfigStore store) throws IOException {
        Optional<Path> evidence = store.evidence();
        if (evidence.isPresent()) {
            return of(LogCheckResult.CAUGHT_BEFORE, said("log.caught-before", "file", evidence.get()));
        }
        if (offline) {
            return of(LogCheckResult.OFFLINE, said("log.offline"));
        }
        if (!(effective(home).mode() instanceof Mode.On)) {
            return of(LogCheckResult.MODE_NOT_ON, said("log.mode-not-on"));
        }
        Optional<Checkpoint> before = store.remembered();
        try {
            return proven(before, store.refresh());
        } catch (DishonestLogException e) {
            return of(LogCheckResult.CAUGHT, said("log.caught", "found", String.valueOf(e.getMessage())));
        }
    }

    private Finding proven(Optional<Checkpoint> before, VerifiedConfig newest) {
        String size = Long.toString(newest.checkpoint().size());
        String witnesses = witnesses(newest);
        return before.isPresent()
                ? of(
                        LogCheckResult.CONSISTENT,
                        said(
                                "log.consistent",
                                "before",
                                Long.toString(before.get().size()),
                                "size",
                                size,
                                "witnesses",
                                witnesses))
                : of(LogCheckResult.FIRST_CONTACT, said("log.first-contact", "size", size, "witnesses", witnesses));
    }

    private String witnesses(VerifiedConfig newest) {
        return newest.witnesses().isEmpty()
                ? said("log.no-witness")
                : checked()
                        .count(
                                "log.witness",
                                newest.witnesses().size(),
                                "names",
                                String.join(", ", newest.witnesses()));
    }

    /** The texts of this command's results. */
    private MessageBundle checked() {
        return MessageBundle.of(VerifyCommand.class, "verify", outputLanguage());
    }

    private String said(String key, Object... values) {
        return checked().format(key, values);
    }

    private List<CollectionConfig> configurations(ConfigStore store, List<Finding> findings) {
        try {
            ConfigState kept = store.state();
            findings.add(configuration(kept));
            return kept instanceof ConfigState.Proven proven
                    ? proven.shown().held().stream()
                            .map(entry -> entry.config().config())
                            .toList()
                    : List.of();
        } catch (IOException e) {
            findings.add(configuration(
                    ExitCode.FAILED, "unreadable", said("config.unreadable", "why", String.valueOf(e.getMessage()))));
            return List.of();
        }
    }

    private Finding configuration(ConfigState kept) {
        if (kept instanceof ConfigState.Proven proven) {
            VerifiedConfig known = proven.config();
            return configuration(
                    ExitCode.OK,
                    "proven",
                    said(
                                    "config.proven",
                                    "version",
                                    known.config().version(),
                                    "entry",
                                    Long.toString(known.index()),
                                    "time",
                                    known.checkedAt())
                            + (proven.shown().onShow().isEmpty()
                                    ? ""
                                    : "; "
                                            + String.join(
                                                    " ",
                                                    PendingConfigInWords.lines(proven.shown(), outputLanguage()))));
        }
        if (kept instanceof ConfigState.Withheld withheld) {
            return configuration(
                    ExitCode.FOUND_WRONG,
                    "withheld",
                    checked()
                            .count(
                                    "config.withheld",
                                    withheld.head().size(),
                                    "what",
                                    withheld.what(),
                                    "entry",
                                    Long.toString(withheld.index()),
                                    "time",
                                    withheld.checkedAt()));
        }
        if (kept instanceof ConfigState.LogDishonest) {
            return configuration(ExitCode.FOUND_WRONG, "withheld", said("config.caught"));
        }
        if (kept instanceof ConfigState.Unusable unusable) {
            return configuration(ExitCode.FOUND_WRONG, "unusable", said("config.unusable", "why", unusable.why()));
        }
        return configuration(ExitCode.OK, "none", said("config.none"));
    }

    private static Finding configuration(int code, String state, String sentence) {
        return new Finding(code, "configuration", state, sentence);
    }

    private void copies(HomeLayout files, List<CollectionConfig> kept, List<Finding> findings) throws IOException {
        for (LocalDate week : files.sent()) {
            String what = SENT + week;
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

    /** Reports the first answer that its configuration does not allow; otherwise how many could be compared with theirs. */
    private Finding check(String what, List<Answer> sent, List<CollectionConfig> kept) {
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
        return checked == sent.size()
                ? new Finding(ExitCode.OK, what, "approved", checked().count("sent.approved", sent.size()))
                : new Finding(
                        ExitCode.OK,
                        what,
                        "well-formed",
                        checked()
                                .count(
                                        "sent.well-formed",
                                        sent.size(),
                                        "others",
                                        Integer.toString(sent.size() - checked)));
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
        findings.forEach(finding -> out.print(label(finding)
                + said("finding", "what", shown(finding.what()), "sentence", finding.sentence()) + "\n"));
    }

    private String label(Finding finding) {
        String label = said(finding.good() ? "good" : "wrong");
        return label + " ".repeat(Math.max(2, LABEL - LineWrapper.width(label)));
    }

    /** The name of what was checked, in the reader's language; JSON has the English one. */
    private String shown(String what) {
        return what.startsWith(SENT) ? said("what.sent", "day", what.substring(SENT.length())) : said("what." + what);
    }
}
