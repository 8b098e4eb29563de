package dev.limpid.charts;

import dev.limpid.charts.ChartResult.Basis;
import dev.limpid.charts.ChartResult.Bucket;
import dev.limpid.charts.ChartResult.BucketRange;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.CellQuantile;
import dev.limpid.charts.ChartResult.Figure;
import dev.limpid.charts.ChartResult.GroupCell;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.HistogramBucket;
import dev.limpid.charts.ChartResult.Partition;
import dev.limpid.charts.ChartResult.Quantile;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.charts.ChartResult.Split;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.StackGroup;
import dev.limpid.charts.ChartResult.StackVersion;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.ChartResult.Title;
import dev.limpid.charts.ChartSet.ProgramCharts;
import dev.limpid.charts.ChartSet.WeekAnswers;
import dev.limpid.charts.json.JsonNode;
import dev.limpid.charts.stacks.GroupKey;
import dev.limpid.protocol.answer.Attribute;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the JSON of a chart set; the other half of {@link ChartSetCodec}. */
final class ChartSetReader {

    private ChartSetReader() {}

    static ChartSet read(byte[] json) throws IOException {
        try {
            return chartSet(JsonNode.parse(json));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("not a chart set: " + e.getMessage(), e);
        }
    }

    private static ChartSet chartSet(JsonNode json) throws IOException {
        List<WeekAnswers> weeks = new ArrayList<>();
        for (Map.Entry<String, JsonNode> week : json.get("Weeks").fields().entrySet()) {
            weeks.add(new WeekAnswers(
                    LocalDate.parse(week.getKey()),
                    week.getValue().integer(),
                    json.get("Provisional").texts().contains(week.getKey())));
        }
        List<ProgramCharts> programs = new ArrayList<>();
        for (JsonNode program : json.get("Programs").elements()) {
            List<ChartResult> charts = new ArrayList<>();
            for (JsonNode chart : program.get("Charts").elements()) {
                charts.add(chart(chart));
            }
            programs.add(new ProgramCharts(
                    program.get("Program").text(),
                    program.get("Answers").integer(),
                    estimate(program.get("Installations")),
                    charts));
        }
        return new ChartSet(
                json.get("Collection").text(),
                json.get("Config").text(),
                Period.of(
                        LocalDate.parse(json.get("From").text()),
                        LocalDate.parse(json.get("To").text())),
                json.get("Answers").integer(),
                weeks,
                programs,
                json.get("Notes").texts());
    }

    private static ChartResult chart(JsonNode json) throws IOException {
        String type = json.get("Type").text();
        return switch (type) {
            case "partition" ->
                new Partition(
                        title(json),
                        basis(json),
                        buckets(json.get("Buckets")),
                        reweighting(json),
                        splits(json.get("Splits")),
                        trend(json),
                        json.get("Notes").texts());
            case "histogram" ->
                new Histogram(
                        title(json),
                        basis(json),
                        histogramBuckets(json.get("Buckets")),
                        quantiles(json.get("Quantiles")),
                        json.get("Clip").number(),
                        reweighting(json),
                        splits(json.get("Splits")),
                        trend(json),
                        json.get("Notes").texts());
            case "ratio" ->
                new Ratio(
                        title(json),
                        json.get("Over").text(),
                        basis(json),
                        estimate(json.get("Installations")),
                        buckets(json.get("Distribution")),
                        estimate(json.get("Pooled")),
                        json.get("Clip").number(),
                        reweighting(json),
                        splits(json.get("Splits")),
                        trend(json),
                        json.get("Notes").texts());
            case "stack" ->
                new Stacks(
                        title(json),
                        basis(json),
                        estimate(json.get("Installations")),
                        stacks(json.get("Stacks")),
                        groups(json),
                        json.get("Distinct").integer(),
                        json.get("Sampled").number(),
                        json.get("LeftOut").integer(),
                        splits(json.get("Splits")),
                        trend(json),
                        json.get("Notes").texts());
            default ->
                throw new IOException(
                        json.path() + ".Type is " + type + ", expected partition, histogram, ratio or stack");
        };
    }

    private static Title title(JsonNode json) throws IOException {
        return new Title(
                json.get("ID").text(),
                json.get("Chart").text(),
                json.get("Title").text(),
                json.get("Description").text(),
                json.get("Issues").texts(),
                json.get("Program").text(),
                json.get("Counter").text(),
                json.get("Unit").text(),
                attributes(json.get("By")));
    }

    private static Set<Attribute> attributes(JsonNode json) throws IOException {
        Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        for (JsonNode word : json.elements()) {
            attributes.add(attribute(word));
        }
        return attributes;
    }

    private static Attribute attribute(JsonNode word) throws IOException {
        return Attribute.ofWord(word.text())
                .orElseThrow(() -> new IOException(
                        word.path() + " is " + word.value() + ", expected version, runtime, os or arch"));
    }

    private static Basis basis(JsonNode json) throws IOException {
        return new Basis(
                json.get("Answers").integer(),
                json.get("Counted").integer(),
                json.get("Effective").number());
    }

    private static List<Split> splits(JsonNode json) throws IOException {
        List<Split> splits = new ArrayList<>();
        for (JsonNode split : json.elements()) {
            List<Cell> cells = new ArrayList<>();
            for (JsonNode cell : split.get("Cells").elements()) {
                List<Figure> figures = new ArrayList<>();
                for (JsonNode figure : cell.get("Figures").elements()) {
                    figures.add(new Figure(figure.get("Name").text(), estimate(figure.get("Estimate"))));
                }
                cells.add(new Cell(
                        cell.get("Value").text(), cell.get("Answers").integer(), figures, cellQuantiles(cell)));
            }
            Attribute by = attribute(split.get("By"));
            splits.add(new Split(
                    by, cells, split.get("Comparisons").integer(), differences(by, split.get("Differences"))));
        }
        return splits;
    }

    private static List<CellQuantile> cellQuantiles(JsonNode cell) throws IOException {
        List<CellQuantile> quantiles = new ArrayList<>();
        Optional<JsonNode> found = cell.find("Quantiles");
        if (found.isPresent()) {
            for (JsonNode quantile : found.get().elements()) {
                quantiles.add(new CellQuantile(quantile.get("Q").number(), range(quantile.get("Mean"))));
            }
        }
        return quantiles;
    }

    private static List<Difference> differences(Attribute by, JsonNode json) throws IOException {
        List<Difference> differences = new ArrayList<>();
        for (JsonNode one : json.elements()) {
            differences.add(new Difference(
                    by,
                    text(one, "Value"),
                    text(one, "Since"),
                    one.get("Figure").text(),
                    estimate(one.get("Here")),
                    estimate(one.get("Elsewhere")),
                    one.get("Answers").integer(),
                    one.get("Others").integer(),
                    one.get("P").number()));
        }
        return differences;
    }

    private static Optional<String> text(JsonNode json, String member) throws IOException {
        Optional<JsonNode> found = json.find(member);
        return found.isPresent() ? Optional.of(found.get().text()) : Optional.empty();
    }

    private static List<Bucket> buckets(JsonNode json) throws IOException {
        List<Bucket> buckets = new ArrayList<>();
        for (JsonNode bucket : json.elements()) {
            buckets.add(new Bucket(
                    bucket.get("Name").text(),
                    bucket.get("Answers").integer(),
                    estimate(bucket.get("Share")),
                    reweighted(bucket)));
        }
        return buckets;
    }

    private static List<HistogramBucket> histogramBuckets(JsonNode json) throws IOException {
        List<HistogramBucket> buckets = new ArrayList<>();
        for (JsonNode bucket : json.elements()) {
            buckets.add(new HistogramBucket(
                    bucket.get("Name").text(),
                    bucket.get("Answers").integer(),
                    bucket.get("Events").integer(),
                    estimate(bucket.get("Mean")),
                    estimate(bucket.get("Pooled")),
                    reweighted(bucket)));
        }
        return buckets;
    }

    private static List<Quantile> quantiles(JsonNode json) throws IOException {
        List<Quantile> quantiles = new ArrayList<>();
        for (JsonNode quantile : json.elements()) {
            quantiles.add(new Quantile(
                    quantile.get("Q").number(), range(quantile.get("Mean")), range(quantile.get("Pooled"))));
        }
        return quantiles;
    }

    private static List<StackCount> stacks(JsonNode json) throws IOException {
        List<StackCount> stacks = new ArrayList<>();
        for (JsonNode stack : json.elements()) {
            stacks.add(new StackCount(
                    stack.get("Frames").texts(),
                    stack.get("Answers").integer(),
                    stack.get("Events").integer(),
                    estimate(stack.get("Share")),
                    stackVersions(stack)));
        }
        return stacks;
    }

    private static List<StackVersion> stackVersions(JsonNode stack) throws IOException {
        List<StackVersion> versions = new ArrayList<>();
        for (JsonNode in : stack.get("Versions").elements()) {
            versions.add(new StackVersion(
                    in.get("Version").text(),
                    in.get("Answers").integer(),
                    in.get("Events").integer(),
                    estimate(in.get("Share"))));
        }
        return versions;
    }

    /** Charts that were published before stacks were grouped have none. */
    private static List<StackGroup> groups(JsonNode json) throws IOException {
        Optional<JsonNode> found = json.find("Groups");
        List<StackGroup> groups = new ArrayList<>();
        for (JsonNode group :
                found.isEmpty() ? List.<JsonNode>of() : found.get().elements()) {
            List<GroupCell> cells = new ArrayList<>();
            for (JsonNode cell : group.get("Cells").elements()) {
                cells.add(new GroupCell(
                        attribute(cell.get("By")),
                        cell.get("Value").text(),
                        cell.get("Answers").integer(),
                        cell.get("Events").integer(),
                        estimate(cell.get("Share"))));
            }
            groups.add(new StackGroup(
                    new GroupKey(group.get("Frames").texts()),
                    group.get("Stacks").integer(),
                    group.get("Answers").integer(),
                    group.get("Events").integer(),
                    estimate(group.get("Share")),
                    estimate(group.get("Installations")),
                    cells));
        }
        return groups;
    }

    private static Optional<Estimate> reweighted(JsonNode json) throws IOException {
        Optional<JsonNode> found = json.find("Reweighted");
        return found.isPresent() ? Optional.of(estimate(found.get())) : Optional.empty();
    }

    private static Optional<Reweighting> reweighting(JsonNode json) throws IOException {
        Optional<JsonNode> found = json.find("Reweighting");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        JsonNode made = found.get();
        return Optional.of(new Reweighting(
                made.get("Margins").texts(),
                made.get("Converged").booleanValue(),
                (int) made.get("Rounds").integer(),
                made.get("EffectiveAnswers").number(),
                made.get("Sentence").text()));
    }

    private static Trend trend(JsonNode json) throws IOException {
        Optional<JsonNode> found = json.find("Trend");
        if (found.isEmpty()) {
            return Trend.NONE;
        }
        List<LocalDate> weeks = new ArrayList<>();
        for (String week : found.get().get("Weeks").texts()) {
            weeks.add(LocalDate.parse(week));
        }
        List<Long> answers = new ArrayList<>();
        for (JsonNode count : found.get().get("Answers").elements()) {
            answers.add(count.integer());
        }
        List<Trend.Series> series = new ArrayList<>();
        for (JsonNode one : found.get().get("Series").elements()) {
            List<Estimate> points = new ArrayList<>();
            for (JsonNode point : one.get("Points").elements()) {
                points.add(estimate(point));
            }
            series.add(new Trend.Series(one.get("Name").text(), points));
        }
        List<Trend.Reweighted> reweighted = new ArrayList<>();
        for (JsonNode one : found.get().get("Reweighted").elements()) {
            List<Optional<Estimate>> points = new ArrayList<>();
            for (JsonNode point : one.get("Points").elements()) {
                points.add(point.value() == null ? Optional.empty() : Optional.of(estimate(point)));
            }
            reweighted.add(new Trend.Reweighted(one.get("Name").text(), points));
        }
        return new Trend(weeks, answers, series, reweighted, since(found.get()));
    }

    private static List<Trend.FirstSeen> since(JsonNode trend) throws IOException {
        Optional<JsonNode> found = trend.find("Since");
        List<Trend.FirstSeen> since = new ArrayList<>();
        if (found.isPresent()) {
            for (Map.Entry<String, JsonNode> version : found.get().fields().entrySet()) {
                since.add(new Trend.FirstSeen(
                        version.getKey(), LocalDate.parse(version.getValue().text())));
            }
        }
        return since;
    }

    private static Estimate estimate(JsonNode json) throws IOException {
        if (json.elements().size() == 1) {
            return Estimate.withoutInterval(json.elements().get(0).number());
        }
        List<JsonNode> three = elements(json, 3);
        return new Estimate(
                three.get(0).number(), three.get(1).number(), three.get(2).number());
    }

    private static BucketRange range(JsonNode json) throws IOException {
        List<JsonNode> three = elements(json, 3);
        return new BucketRange((int) three.get(0).integer(), (int) three.get(1).integer(), (int)
                three.get(2).integer());
    }

    private static List<JsonNode> elements(JsonNode json, int count) throws IOException {
        List<JsonNode> elements = json.elements();
        if (elements.size() != count) {
            throw new IOException(json.path() + " has " + elements.size() + " elements, expected " + count);
        }
        return elements;
    }
}
