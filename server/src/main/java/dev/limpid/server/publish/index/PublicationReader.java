package dev.limpid.server.publish.index;

import dev.limpid.charts.Period;
import dev.limpid.charts.json.JsonNode;
import dev.limpid.server.publish.file.CorruptDataException;
import dev.limpid.server.publish.index.PublishedWeek.Earlier;
import dev.limpid.server.publish.index.PublishedWeek.State;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads indexes and manifests. */
final class PublicationReader {

    private PublicationReader() {}

    static Publication read(byte[] json) throws CorruptDataException {
        try {
            JsonNode root = JsonNode.parse(json);
            List<PublishedWeek> weeks = new ArrayList<>();
            for (JsonNode week : root.get("Weeks").elements()) {
                weeks.add(week(week));
            }
            List<PublishedCharts> charts = new ArrayList<>();
            for (JsonNode one : root.get("Charts").elements()) {
                charts.add(charts(one));
            }
            List<RemovedAnswer> removed = new ArrayList<>();
            Optional<JsonNode> out = root.find("Removed");
            if (out.isPresent()) {
                for (JsonNode one : out.get().elements()) {
                    removed.add(removed(one));
                }
            }
            return new Publication(
                    root.get("Collection").text(), (int) root.get("Number").integer(), weeks, charts, removed);
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new CorruptDataException("not an index of published files: " + e.getMessage(), e);
        }
    }

    private static PublishedWeek week(JsonNode week) throws IOException {
        List<Earlier> earlier = new ArrayList<>();
        for (JsonNode one : week.get("Earlier").elements()) {
            earlier.add(new Earlier(
                    (int) one.get("Revision").integer(),
                    state(one),
                    one.get("Answers").integer(),
                    one.get("SHA256").text(),
                    one.get("ContentSHA256").text(),
                    one.get("Version").text()));
        }
        Optional<JsonNode> networks = week.find("Networks");
        Optional<JsonNode> gate = week.find("Gate");
        return new PublishedWeek(
                LocalDate.parse(week.get("Week").text()),
                state(week),
                (int) week.get("Revision").integer(),
                week.get("Accepted").integer(),
                week.get("Answers").integer(),
                week.get("Lines").integer(),
                week.get("Alone").integer(),
                week.get("Bytes").integer(),
                week.get("SHA256").text(),
                week.get("ContentSHA256").text(),
                week.get("Version").text(),
                networks.isPresent() ? Optional.of(networks(networks.get())) : Optional.empty(),
                gate.isPresent() ? Optional.of(gate(gate.get())) : Optional.empty(),
                earlier);
    }

    private static State state(JsonNode of) throws IOException {
        return State.valueOf(of.get("State").text().toUpperCase(Locale.ROOT));
    }

    private static NetworkHistogram networks(JsonNode node) throws IOException {
        SortedMap<String, Long> relays = new TreeMap<>();
        Optional<JsonNode> through = node.find("Relays");
        if (through.isPresent()) {
            for (JsonNode one : through.get().elements()) {
                relays.put(one.get("Relay").text(), one.get("Answers").integer());
            }
        }
        return new NetworkHistogram(
                node.get("1").integer(),
                node.get("2-9").integer(),
                node.get("10-99").integer(),
                node.get("100+").integer(),
                relays);
    }

    private static GateSummary gate(JsonNode node) throws IOException {
        return new GateSummary(
                (int) node.get("Least").integer(),
                node.get("Attributes").integer(),
                node.get("Counts").integer(),
                node.get("LeftOut").integer());
    }

    private static PublishedCharts charts(JsonNode one) throws IOException {
        return new PublishedCharts(
                Period.parse(one.get("Period").text()),
                (int) one.get("Revision").integer(),
                one.get("Config").text(),
                one.get("Answers").integer(),
                one.get("SHA256").text(),
                one.get("Version").text());
    }

    private static RemovedAnswer removed(JsonNode one) throws IOException {
        return new RemovedAnswer(
                one.get("SHA256").text(),
                LocalDate.parse(one.get("Week").text()),
                RemovedAnswer.Why.valueOf(one.get("Why").text().toUpperCase(Locale.ROOT)),
                one.get("Machines").integer(),
                one.get("Version").text());
    }
}
