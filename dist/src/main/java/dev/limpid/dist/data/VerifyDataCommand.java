package dev.limpid.dist.data;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.protocol.text.Quantity;
import dev.limpid.server.publish.Recomputation;
import dev.limpid.server.publish.file.AnswerFiles;
import dev.limpid.server.publish.file.CorruptDataException;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedCharts;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.publish.index.RemovedAnswer;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.tlog.note.VerifierKey;
import dev.limpid.uploader.config.source.HttpLogFetcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code limpid verify-data URL}: downloads everything that a collection published and computes it again. Used only by
 * the command's thread.
 */
@Command(
        name = "verify-data",
        description = {
            "Check what a collection published against its log, and compute all its charts again.",
            "Everything is downloaded; the charts are compared byte for byte."
        },
        footer = {
            "",
            "Examples:",
            "  limpid verify-data https://telemetry.example.org/",
            "  limpid verify-data --key KEY --key DATA-KEY --json https://telemetry.example.org/"
        })
final class VerifyDataCommand implements Callable<Integer> {

    private static final int MOST_LOOKS = 5;

    @Parameters(paramLabel = "URL", description = "The collection's address, such as https://telemetry.example.org/.")
    private URI url = URI.create("http://localhost/");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "A key of the collection's log, name+hash+key. Repeatable: the configuration tree and the"
                    + " data tree have one each. Without keys, the log's heads are accepted as served.")
    private List<String> keys = List.of();

    @Option(names = "--keep", paramLabel = "FOLDER", description = "Keep the downloaded answers here.")
    private Optional<Path> keep = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** The amounts that were checked, by noun, in the order of the checks. */
    private final Map<String, Long> amounts = new LinkedHashMap<>();

    /** The number of the publication that the index belonged to when it was read. */
    private int number;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<VerifierKey> trusted = verifierKeys();
        Path folder = keep.isPresent() ? Files.createDirectories(keep.get()) : Files.createTempDirectory("limpid-data");
        List<String> problems;
        try {
            problems = verifyOnce(folder, trusted);
            // A publication during the check is not a fault: the check is repeated until nothing changes.
            for (int again = 1; again < MOST_LOOKS && !problems.isEmpty() && hasChanged(); again++) {
                say("Something was published meanwhile, so everything is checked again.");
                amounts.clear();
                problems = verifyOnce(folder, trusted);
            }
        } finally {
            if (keep.isEmpty()) {
                delete(folder);
            }
        }
        printVerdict(problems);
        return problems.isEmpty() ? ExitCode.OK : ExitCode.FOUND_WRONG;
    }

    private List<String> verifyOnce(Path folder, List<VerifierKey> trusted) throws IOException {
        try {
            return verify(folder, trusted);
        } catch (ProofException | CorruptDataException e) {
            return List.of(String.valueOf(e.getMessage()));
        } catch (MissingKeyException e) {
            throw new ParameterException(spec.commandLine(), "--key: " + e.getMessage(), e);
        }
    }

    private List<String> verify(Path folder, List<VerifierKey> trusted) throws IOException, ProofException {
        Download download = new Download(url);
        Publication index = Publication.read(download.bytes("data/index.json"));
        number = index.number();
        LogContents log = new LogContents(
                new HttpLogFetcher(
                        url.resolve(url.getPath().endsWith("/") ? "log" : url.getPath() + "/log")
                                .toString(),
                        Proxy.NO_PROXY),
                trusted);
        if (trusted.isEmpty()) {
            say("No --key is given: the log's heads are accepted as served.");
        }
        List<ModuleZip> configs = log.modules("config");
        List<ModuleZip> publications = log.modules("data");
        say("The log contains " + amount("configuration", configs.size()) + " and "
                + amount("publication", publications.size()) + ".");
        List<String> problems = new ArrayList<>(againstLog(index, publications));
        SortedMap<LocalDate, Path> files = new TreeMap<>();
        long answers = 0;
        for (PublishedWeek week : index.weeks()) {
            String name = week.week() + ".ndjson.zst";
            files.put(week.week(), download.file("data/" + name, folder.resolve(name)));
            answers += week.answers();
        }
        say("Downloaded " + amount("week", files.size()) + " with " + amount("answer", answers) + ".");
        if (!index.removed().isEmpty()) {
            say("Removed from them, as the log records: "
                    + amount("removed answer", index.removed().size()) + ".");
            index.removed().forEach(one -> say("  " + one.sha256() + " of " + one.week() + ", since " + one.version()));
        }
        problems.addAll(new Recomputation(index, files, AnswerFiles.allProcessors())
                .problems(
                        ConfigHistory.ofModules(configs)::at,
                        charts -> download.bytes("charts/" + charts.period().name() + ".json")));
        say("Computed the charts of " + amount("period", index.charts().size()) + " again.");
        return problems;
    }

    private boolean hasChanged() throws IOException {
        return Publication.read(new Download(url).bytes("data/index.json")).number() != number;
    }

    private String amount(String noun, long number) {
        amounts.put(Quantity.noun(2, noun), number);
        return Quantity.of(number, noun);
    }

    private void say(String sentence) {
        if (!json) {
            out().println(sentence);
            out().flush();
        }
    }

    private void printVerdict(List<String> problems) {
        if (json) {
            JsonOutput.printObject(out(), object -> {
                for (Map.Entry<String, Long> amount : amounts.entrySet()) {
                    object.writeNumberField(amount.getKey(), amount.getValue());
                }
                object.writeArrayFieldStart("problems");
                for (String problem : problems) {
                    object.writeString(problem);
                }
                object.writeEndArray();
            });
            return;
        }
        problems.forEach(problem -> say("WRONG: " + problem));
        say(problems.isEmpty() ? "Everything is as it should be." : Quantity.of(problems.size(), "problem") + ".");
    }

    private PrintWriter out() {
        return TerminalSafeWriter.wrap(spec.commandLine().getOut());
    }

    /** Compares the index with the logged manifests, of which the newest entry for each week and period applies. */
    private static List<String> againstLog(Publication index, List<ModuleZip> publications) throws IOException {
        Map<LocalDate, PublishedWeek> weeks = new TreeMap<>();
        Map<String, PublishedCharts> charts = new TreeMap<>();
        List<RemovedAnswer> removed = new ArrayList<>();
        for (ModuleZip module : publications) {
            byte[] manifest = module.files().get("manifest.json");
            if (manifest == null) {
                throw new CorruptDataException(module.path() + "@" + module.version() + " lacks manifest.json");
            }
            Publication logged = Publication.read(manifest);
            logged.weeks().forEach(week -> weeks.put(week.week(), week));
            logged.charts().forEach(one -> charts.put(one.period().name(), one));
            removed.addAll(logged.removed());
        }
        List<String> problems = new ArrayList<>();
        if (!List.copyOf(weeks.values()).equals(index.weeks())) {
            problems.add("the index lists different answers from the log");
        }
        if (!List.copyOf(charts.values()).equals(index.charts())) {
            problems.add("the index lists different charts from the log");
        }
        if (!removed.equals(index.removed())) {
            problems.add("the index lists different removed answers from the log");
        }
        return problems;
    }

    private List<VerifierKey> verifierKeys() {
        List<VerifierKey> parsed = new ArrayList<>();
        for (String key : keys) {
            try {
                parsed.add(VerifierKey.parse(key));
            } catch (LogFormatException e) {
                throw new ParameterException(spec.commandLine(), "--key: " + e.getMessage());
            }
        }
        return parsed;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
