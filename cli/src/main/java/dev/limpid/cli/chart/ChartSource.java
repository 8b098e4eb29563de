package dev.limpid.cli.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.charts.json.JsonNode;
import dev.limpid.counter.home.Environment;
import dev.limpid.uploader.config.source.HttpLogFetcher;
import dev.limpid.uploader.config.source.LogFetcher;
import dev.limpid.uploader.config.source.ProxyRule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where published charts are read from: a collection's site, an export of the site, or the server's folder. */
public final class ChartSource {

    private static final int LARGEST_INDEX = 64 << 20;
    private static final int LARGEST_CHARTS = 256 << 20;

    /**
     * A week that has charts.
     *
     * @param isProvisional whether more answers about it may still come
     */
    public record Week(Period period, int revision, boolean isProvisional) {}

    private final LogFetcher files;
    private final String index;
    private final boolean isServerFolder;

    private ChartSource(LogFetcher files, String index, boolean isServerFolder) {
        this.files = files;
        this.index = index;
        this.isServerFolder = isServerFolder;
    }

    /** A site, read from the addresses below its root. */
    public static ChartSource site(LogFetcher site) {
        return new ChartSource(site, "data/index.json", false);
    }

    /**
     * The source that a user names: an address or a folder.
     *
     * @param environment says which proxy to use
     * @throws IllegalArgumentException if it is neither
     * @throws IOException as {@link #folder} says
     */
    public static ChartSource named(String place, Environment environment) throws IOException {
        if (place.startsWith("http://") || place.startsWith("https://")) {
            return site(new HttpLogFetcher(place, ProxyRule.of(environment).proxy(URI.create(place))));
        }
        return folder(Path.of(place));
    }

    /**
     * A folder with an exported site, or a server's folder.
     *
     * @throws IOException if it is neither a site as {@code limpid site export} writes it nor a collection's folder
     */
    public static ChartSource folder(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve("data").resolve("index.json"))) {
            return site((path, most) -> read(folder.resolve(path), most));
        }
        for (Path below : List.of(folder.resolve("published"), folder)) {
            if (Files.isRegularFile(below.resolve("index.json"))) {
                return new ChartSource((path, most) -> read(below.resolve(path), most), "index.json", true);
            }
        }
        throw new IOException(folder + " contains no published charts, expected data/index.json as in an exported site,"
                + " or published/index.json as in a collection's folder");
    }

    private static byte[] read(Path file, int most) throws IOException {
        long size = Files.size(file);
        if (size > most) {
            throw new IOException(file + " has " + size + " bytes, expected at most " + most);
        }
        return Files.readAllBytes(file);
    }

    /** The weeks that have charts, the newest first. */
    public List<Week> weeks() throws IOException {
        JsonNode json = JsonNode.parse(files.fetch(index, LARGEST_INDEX));
        Set<LocalDate> provisional = new HashSet<>();
        for (JsonNode week : json.get("Weeks").elements()) {
            if (week.get("State").text().equals("provisional")) {
                provisional.add(date(week.get("Week")));
            }
        }
        List<Week> weeks = new ArrayList<>();
        for (JsonNode one : json.get("Charts").elements()) {
            Period period = period(one.get("Period"));
            if (period.kind() == Period.Kind.WEEK) {
                weeks.add(new Week(period, (int) one.get("Revision").integer(), provisional.contains(period.from())));
            }
        }
        weeks.sort(Comparator.comparing((Week week) -> week.period().from()).reversed());
        return weeks;
    }

    private static LocalDate date(JsonNode json) throws IOException {
        try {
            return LocalDate.parse(json.text());
        } catch (DateTimeException e) {
            throw new IOException(json.path() + " is " + json.text() + ", expected a date", e);
        }
    }

    private static Period period(JsonNode json) throws IOException {
        try {
            return Period.parse(json.text());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException(json.path() + " is " + json.text() + ", expected a period", e);
        }
    }

    /** All charts of a week. */
    public ChartSet charts(Week week) throws IOException {
        String name = "charts/" + week.period().name();
        return ChartSetCodec.read(
                files.fetch(isServerFolder ? name + ".r" + week.revision() + ".json" : name + ".json", LARGEST_CHARTS));
    }

    /** One chart of a week; empty if no chart has this ID in its address. */
    public Optional<ChartResult> chart(Week week, String id) throws IOException {
        return charts(week).programs().stream()
                .flatMap(program -> program.charts().stream())
                .filter(chart -> chart.title().id().equals(id))
                .findFirst();
    }
}
