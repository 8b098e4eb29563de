package dev.limpid.dist.data;

import dev.limpid.cli.ExitCode;
import dev.limpid.protocol.text.Counted;
import dev.limpid.server.publish.CorruptDataException;
import dev.limpid.server.publish.Publication;
import dev.limpid.server.publish.Publication.PublishedCharts;
import dev.limpid.server.publish.Publication.PublishedDay;
import dev.limpid.server.publish.Recomputation;
import dev.limpid.server.publish.ReportFiles;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.tlog.note.VerifierKey;
import dev.limpid.uploader.config.HttpLogFetcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code limpid verify-data URL}: downloads everything a collection published and does its work again. */
@Command(
        name = "verify-data",
        description = {
            "Check what a collection published against its log, and compute all its charts again.",
            "Everything is downloaded; the charts are compared byte for byte."
        },
        footer = {"", "Example:", "  limpid verify-data https://telemetry.example.org/ --key KEY --key DATA-KEY"},
        mixinStandardHelpOptions = true)
final class VerifyDataCommand extends DataCommand {

    @Parameters(paramLabel = "URL", description = "The collection's address, such as https://telemetry.example.org/.")
    private URI url = URI.create("http://localhost/");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "A key of the collection's log, name+hash+key. Repeatable: the configuration tree and the"
                    + " data tree have one each. Without any, the log's heads are taken as they are served.")
    private List<String> keys = List.of();

    @Option(names = "--keep", paramLabel = "FOLDER", description = "Keep the downloaded reports here.")
    private Optional<Path> keep = Optional.empty();

    @Override
    int run(PrintWriter out) throws IOException {
        if (!Set.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
            throw new IOException(url + " is no address, expected one such as https://telemetry.example.org/");
        }
        Path folder = keep.isPresent() ? Files.createDirectories(keep.get()) : Files.createTempDirectory("limpid-data");
        try {
            List<String> problems = verify(folder, out);
            problems.forEach(problem -> out.println("WRONG: " + problem));
            out.println(
                    problems.isEmpty()
                            ? "All of it is as it should be."
                            : Counted.of(problems.size(), "problem") + ".");
            return problems.isEmpty() ? ExitCode.OK : ExitCode.FOUND_WRONG;
        } catch (ProofException | CorruptDataException e) {
            out.println("WRONG: " + e.getMessage());
            return ExitCode.FOUND_WRONG;
        } finally {
            if (keep.isEmpty()) {
                delete(folder);
            }
        }
    }

    private List<String> verify(Path folder, PrintWriter out) throws IOException, ProofException {
        Download download = new Download(url);
        LogContents log = new LogContents(
                new HttpLogFetcher(
                        url.resolve(url.getPath().endsWith("/") ? "log" : url.getPath() + "/log")
                                .toString(),
                        Proxy.NO_PROXY),
                verifierKeys());
        if (keys.isEmpty()) {
            out.println("No --key is given: the log's heads are taken as they are served.");
        }
        List<ModuleZip> configs = log.modules("config");
        List<ModuleZip> publications = log.modules("data");
        out.println("The log holds " + Counted.of(configs.size(), "configuration") + " and "
                + Counted.of(publications.size(), "publication") + ".");
        Publication index = Publication.read(download.bytes("data/index.json"));
        List<String> problems = new ArrayList<>(againstLog(index, publications));
        SortedMap<LocalDate, Path> files = new TreeMap<>();
        for (PublishedDay day : index.days()) {
            String name = day.date() + ".ndjson.zst";
            files.put(day.date(), download.file("data/" + name, folder.resolve(name)));
        }
        out.println("Downloaded " + Counted.of(files.size(), "day") + " with "
                + Counted.of(
                        index.days().stream().mapToLong(PublishedDay::reports).sum(), "report") + ".");
        problems.addAll(new Recomputation(index, files, ReportFiles.allProcessors())
                .problems(
                        DecidedConfigs.ofModules(configs)::at,
                        charts -> download.bytes("charts/" + charts.period().name() + ".json")));
        out.println("Computed the charts of " + Counted.of(index.charts().size(), "period") + " again.");
        return problems;
    }

    /** What the index says has to be what the logged manifests say, the newest word on each day and period. */
    private static List<String> againstLog(Publication index, List<ModuleZip> publications) throws IOException {
        Map<LocalDate, PublishedDay> days = new TreeMap<>();
        Map<String, PublishedCharts> charts = new TreeMap<>();
        for (ModuleZip module : publications) {
            byte[] manifest = module.files().get("manifest.json");
            if (manifest == null) {
                throw new CorruptDataException(module.path() + "@" + module.version() + " lacks manifest.json");
            }
            Publication logged = Publication.read(manifest);
            logged.days().forEach(day -> days.put(day.date(), day));
            logged.charts().forEach(one -> charts.put(one.period().name(), one));
        }
        List<String> problems = new ArrayList<>();
        if (!List.copyOf(days.values()).equals(index.days())) {
            problems.add("the index lists other reports than the log does");
        }
        if (!List.copyOf(charts.values()).equals(index.charts())) {
            problems.add("the index lists other charts than the log does");
        }
        return problems;
    }

    private List<VerifierKey> verifierKeys() throws IOException {
        List<VerifierKey> parsed = new ArrayList<>();
        for (String key : keys) {
            try {
                parsed.add(VerifierKey.parse(key));
            } catch (LogFormatException e) {
                throw new IOException("--key " + key + ": " + e.getMessage(), e);
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
