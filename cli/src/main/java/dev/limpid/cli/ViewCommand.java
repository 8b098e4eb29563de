package dev.limpid.cli;

import dev.limpid.cli.view.ViewFacts;
import dev.limpid.cli.view.ViewPage;
import dev.limpid.cli.view.ViewServer;
import dev.limpid.counter.home.EffectiveMode;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.uploader.config.VerifiedConfig;
import dev.limpid.uploader.run.LocalCounts;
import dev.limpid.uploader.run.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code view}: every counter of this machine as charts, in a browser. */
@Command(
        name = "view",
        description = "Show everything counted, approved and sent, on a page that only this machine can open.",
        footer = {
            "",
            "The page is served until you press Ctrl-C. It asks nothing of any network.",
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME}",
            "  ${COMMAND-FULL-NAME} --html > counts.html"
        })
final class ViewCommand extends HomeCommand {

    @Option(names = "--html", description = "Print the page instead of serving it.")
    boolean html;

    ViewCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(TelemetryHome home, PrintWriter out) throws IOException {
        if (html) {
            out.print(ViewPage.html(facts(home)));
            return ExitCode.OK;
        }
        try (ViewServer server = ViewServer.start(() -> ViewPage.html(facts(home)))) {
            out.print("Open " + server.address() + " and press Ctrl-C when you have seen enough.\n");
            out.flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }

    private ViewFacts facts(TelemetryHome home) throws IOException {
        EffectiveMode effective = effective(home);
        LocalCounts counts = LocalCounts.read(home);
        Optional<UploadConfig> config = ConfigAccess.verified(home, surroundings.identity(home), clock(home))
                .map(VerifiedConfig::config);
        TreeMap<LocalDate, String> sent = new TreeMap<>();
        ReportFiles files = new ReportFiles(home);
        for (LocalDate week : files.sent()) {
            sent.put(week, Files.readString(files.sent(week)));
        }
        return new ViewFacts(
                home.collection(),
                effective.mode().toString(),
                effective.why(),
                config.map(UploadConfig::version).orElse(""),
                counts.reports(),
                config.map(known -> approved(known, counts)).orElse(Map.of()),
                sent,
                counts.damaged());
    }

    /** As the rule itself says it, for a machine that is drawn every week: X is 0. */
    private static Map<String, Set<String>> approved(UploadConfig config, LocalCounts counts) {
        Map<String, Set<String>> approved = new TreeMap<>();
        for (Report report : counts.reports()) {
            Report drawn = new Report(report.week(), Optional.empty(), 0, "", report.programs());
            for (ProgramReport program : config.select(drawn).programs()) {
                Set<String> names = approved.computeIfAbsent(program.build().program(), p -> new TreeSet<>());
                names.addAll(program.counters().keySet());
                names.addAll(program.stacks().keySet());
            }
        }
        return approved;
    }
}
