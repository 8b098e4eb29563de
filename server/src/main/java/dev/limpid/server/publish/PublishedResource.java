package dev.limpid.server.publish;

import dev.limpid.charts.ChartCsv;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSet.ProgramCharts;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.server.http.Request;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import dev.limpid.server.publish.index.PublishedWeek;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Serves published files.
 *
 * <pre>
 * /data/index.json                     what is published, with digests
 * /data/2026-08-17.ndjson.zst          the answers about a week
 * /data/2026-08-17.ndjson.zst.sha256   their digest, for {@code sha256sum --check}
 * /charts/PERIOD.json, .csv            a period's charts; a period is a Monday, or first and last day with _ between
 * /charts/PERIOD/CHART.json, .csv      one chart of them
 * </pre>
 *
 * Other resources answer everything else, including pages.
 */
public final class PublishedResource implements Resource {

    private static final String ANSWERS = ".ndjson.zst";
    private static final String DIGEST = ".sha256";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String CSV = "text/csv; charset=utf-8";

    /** Later revisions replace these files, so caches must ask again. */
    private static final Map<String, String> HEADERS =
            Map.of("Cache-Control", "public, max-age=300", "Access-Control-Allow-Origin", "*");

    private final PublishedFolder folder;

    public PublishedResource(PublishedFolder folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Response> get(Request request) throws IOException {
        String path = request.path();
        try {
            if (path.equals("/data/index.json")) {
                return Optional.of(answer(JSON, folder.publication().toJson()));
            } else if (path.startsWith("/data/")) {
                return data(path.substring("/data/".length()));
            } else if (path.startsWith("/charts/")) {
                return charts(path.substring("/charts/".length()));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            // Not a date, so not a published file.
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<Response> data(String name) throws IOException {
        boolean digest = name.endsWith(DIGEST);
        String file = digest ? name.substring(0, name.length() - DIGEST.length()) : name;
        if (!file.endsWith(ANSWERS)) {
            return Optional.empty();
        }
        LocalDate week = LocalDate.parse(file.substring(0, file.length() - ANSWERS.length()));
        Optional<PublishedWeek> found = folder.publication().week(week);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (digest) {
            String line = found.get().sha256() + "  " + file + "\n";
            return Optional.of(answer("text/plain; charset=utf-8", line.getBytes(StandardCharsets.US_ASCII)));
        }
        // Another revision has the same address, so the tag is the digest of the content.
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put("ETag", "\"" + found.get().sha256() + "\"");
        return Optional.of(
                new Response(200, "application/zstd", new byte[0], Optional.of(folder.file(found.get())), headers));
    }

    private Optional<Response> charts(String path) throws IOException {
        boolean csv = path.endsWith(".csv");
        if (!csv && !path.endsWith(".json")) {
            return Optional.empty();
        }
        String name = path.substring(0, path.lastIndexOf('.'));
        int slash = name.indexOf('/');
        Period period = Period.parse(slash < 0 ? name : name.substring(0, slash));
        Optional<byte[]> json = folder.chartsJson(period);
        if (json.isEmpty() || (slash < 0 && !csv)) {
            return json.map(bytes -> answer(JSON, bytes));
        }
        ChartSet charts = ChartSetCodec.read(json.get());
        if (slash < 0) {
            return Optional.of(answer(CSV, ChartCsv.toCsv(charts)));
        }
        return only(charts, name.substring(slash + 1))
                .map(one -> csv ? answer(CSV, ChartCsv.toCsv(one)) : answer(JSON, ChartSetCodec.toJson(one)));
    }

    /** The set with only this chart. */
    private static Optional<ChartSet> only(ChartSet charts, String id) {
        for (ProgramCharts program : charts.programs()) {
            for (ChartResult chart : program.charts()) {
                if (chart.title().id().equals(id)) {
                    return Optional.of(charts.only(chart));
                }
            }
        }
        return Optional.empty();
    }

    private static Response answer(String type, byte[] body) {
        return new Response(200, type, body, HEADERS);
    }
}
