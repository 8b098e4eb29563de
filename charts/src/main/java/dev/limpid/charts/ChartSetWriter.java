package dev.limpid.charts;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.charts.ChartResult.Bucket;
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
import dev.limpid.protocol.answer.Attribute;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Writes the members of a chart set in their order, {@code spec/charts.md}; {@link ChartSetReader} reads them. For one
 * thread and one document.
 */
final class ChartSetWriter {

    private final JsonGenerator out;
    private final FigureWriter figures;

    ChartSetWriter(JsonGenerator out) {
        this.out = out;
        this.figures = new FigureWriter(out);
    }

    void write(ChartSet charts) throws IOException {
        out.writeStartObject();
        out.writeStringField("Collection", charts.collection());
        out.writeStringField("Config", charts.config());
        out.writeStringField("From", charts.period().from().toString());
        out.writeStringField("To", charts.period().to().toString());
        out.writeNumberField("Answers", charts.answers());
        out.writeObjectFieldStart("Weeks");
        for (WeekAnswers week : charts.weeks()) {
            out.writeNumberField(week.week().toString(), week.answers());
        }
        out.writeEndObject();
        figures.strings(
                "Provisional",
                charts.weeks().stream()
                        .filter(WeekAnswers::provisional)
                        .map(week -> week.week().toString())
                        .toList());
        out.writeArrayFieldStart("Programs");
        for (ProgramCharts program : charts.programs()) {
            out.writeStartObject();
            out.writeStringField("Program", program.program());
            out.writeNumberField("Answers", program.answers());
            figures.estimate("Installations", program.installations());
            out.writeArrayFieldStart("Charts");
            for (ChartResult chart : program.charts()) {
                out.writeStartObject();
                write(chart);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        figures.strings("Notes", charts.notes());
        out.writeEndObject();
    }

    private void write(ChartResult chart) throws IOException {
        out.writeStringField("Type", type(chart));
        Title title = chart.title();
        out.writeStringField("ID", title.id());
        out.writeStringField("Chart", title.chart());
        out.writeStringField("Title", title.title());
        out.writeStringField("Description", title.description());
        figures.strings("Issues", title.issues());
        out.writeStringField("Program", title.program());
        out.writeStringField("Counter", title.counter());
        out.writeStringField("Unit", title.unit());
        figures.strings("By", title.by().stream().map(Attribute::word).toList());
        out.writeNumberField("Answers", chart.answers());
        out.writeNumberField("Counted", chart.machinesWithCounts());
        figures.number("Effective", chart.effectiveSampleSize());
        if (chart instanceof Partition partition) {
            buckets("Buckets", partition.buckets());
            write(partition.reweighting());
        } else if (chart instanceof Histogram histogram) {
            write(histogram);
        } else if (chart instanceof Ratio ratio) {
            write(ratio);
        } else if (chart instanceof Stacks stacks) {
            write(stacks);
        }
        splits(chart.splits());
        write(chart.trend());
        figures.strings("Notes", chart.notes());
    }

    /** The chart's type, in the word that chart configurations use. */
    static String type(ChartResult chart) {
        if (chart instanceof Partition) {
            return "partition";
        } else if (chart instanceof Histogram) {
            return "histogram";
        } else if (chart instanceof Ratio) {
            return "ratio";
        }
        return "stack";
    }

    private void write(Histogram histogram) throws IOException {
        out.writeArrayFieldStart("Buckets");
        for (HistogramBucket bucket : histogram.buckets()) {
            out.writeStartObject();
            out.writeStringField("Name", bucket.name());
            out.writeNumberField("Answers", bucket.answers());
            out.writeNumberField("Events", bucket.events());
            figures.estimate("Mean", bucket.mean());
            figures.estimate("Pooled", bucket.pooled());
            reweighted(bucket.reweighted());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("Quantiles");
        for (Quantile quantile : histogram.quantiles()) {
            out.writeStartObject();
            figures.number("Q", quantile.q());
            figures.range("Mean", quantile.mean());
            figures.range("Pooled", quantile.pooled());
            out.writeEndObject();
        }
        out.writeEndArray();
        figures.number("Clip", histogram.clip());
        write(histogram.reweighting());
    }

    private void write(Ratio ratio) throws IOException {
        out.writeStringField("Over", ratio.over());
        figures.estimate("Installations", ratio.installations());
        buckets("Distribution", ratio.distribution());
        figures.estimate("Pooled", ratio.pooled());
        figures.number("Clip", ratio.clip());
        write(ratio.reweighting());
    }

    private void write(Stacks stacks) throws IOException {
        figures.estimate("Installations", stacks.installations());
        out.writeNumberField("Distinct", stacks.distinct());
        figures.number("Sampled", stacks.sampled());
        out.writeNumberField("LeftOut", stacks.leftOut());
        out.writeArrayFieldStart("Stacks");
        for (StackCount stack : stacks.stacks()) {
            out.writeStartObject();
            figures.strings("Frames", stack.frames());
            out.writeNumberField("Answers", stack.answers());
            out.writeNumberField("Events", stack.events());
            figures.estimate("Share", stack.share());
            out.writeArrayFieldStart("Versions");
            for (StackVersion in : stack.versions()) {
                out.writeStartObject();
                out.writeStringField("Version", in.version());
                out.writeNumberField("Answers", in.answers());
                out.writeNumberField("Events", in.events());
                figures.estimate("Share", in.share());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        if (!stacks.groups().isEmpty()) {
            groups(stacks.groups());
        }
    }

    private void groups(List<StackGroup> groups) throws IOException {
        out.writeArrayFieldStart("Groups");
        for (StackGroup group : groups) {
            out.writeStartObject();
            figures.strings("Frames", group.key().frames());
            out.writeNumberField("Stacks", group.stacks());
            out.writeNumberField("Answers", group.answers());
            out.writeNumberField("Events", group.events());
            figures.estimate("Share", group.share());
            figures.estimate("Installations", group.installations());
            out.writeArrayFieldStart("Cells");
            for (GroupCell cell : group.cells()) {
                out.writeStartObject();
                out.writeStringField("By", cell.by().word());
                out.writeStringField("Value", cell.value());
                out.writeNumberField("Answers", cell.answers());
                out.writeNumberField("Events", cell.events());
                figures.estimate("Share", cell.share());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void buckets(String name, List<Bucket> buckets) throws IOException {
        out.writeArrayFieldStart(name);
        for (Bucket bucket : buckets) {
            out.writeStartObject();
            out.writeStringField("Name", bucket.name());
            out.writeNumberField("Answers", bucket.answers());
            figures.estimate("Share", bucket.share());
            reweighted(bucket.reweighted());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void reweighted(Optional<Estimate> estimate) throws IOException {
        if (estimate.isPresent()) {
            figures.estimate("Reweighted", estimate.get());
        }
    }

    private void write(Optional<Reweighting> reweighting) throws IOException {
        if (reweighting.isEmpty()) {
            return;
        }
        Reweighting made = reweighting.get();
        out.writeObjectFieldStart("Reweighting");
        figures.strings("Margins", made.margins());
        out.writeBooleanField("Converged", made.converged());
        out.writeNumberField("Rounds", made.rounds());
        figures.number("EffectiveAnswers", made.effectiveAnswers());
        out.writeStringField("Sentence", made.sentence());
        out.writeEndObject();
    }

    private void write(Trend trend) throws IOException {
        if (trend.weeks().isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("Trend");
        figures.strings("Weeks", trend.weeks().stream().map(Object::toString).toList());
        out.writeArrayFieldStart("Answers");
        for (long answers : trend.answers()) {
            out.writeNumber(answers);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("Series");
        for (Trend.Series series : trend.series()) {
            out.writeStartObject();
            out.writeStringField("Name", series.name());
            out.writeArrayFieldStart("Points");
            for (Estimate point : series.points()) {
                figures.estimate(point);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("Reweighted");
        for (Trend.Reweighted series : trend.reweighted()) {
            out.writeStartObject();
            out.writeStringField("Name", series.name());
            out.writeArrayFieldStart("Points");
            for (Optional<Estimate> point : series.points()) {
                if (point.isPresent()) {
                    figures.estimate(point.get());
                } else {
                    out.writeNull();
                }
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        if (!trend.firstSeen().isEmpty()) {
            out.writeObjectFieldStart("Since");
            for (Trend.FirstSeen version : trend.firstSeen()) {
                out.writeStringField(version.version(), version.week().toString());
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private void splits(List<Split> splits) throws IOException {
        out.writeArrayFieldStart("Splits");
        for (Split split : splits) {
            out.writeStartObject();
            out.writeStringField("By", split.by().word());
            out.writeArrayFieldStart("Cells");
            for (Cell cell : split.cells()) {
                out.writeStartObject();
                out.writeStringField("Value", cell.value());
                out.writeNumberField("Answers", cell.answers());
                out.writeArrayFieldStart("Figures");
                for (Figure figure : cell.figures()) {
                    out.writeStartObject();
                    out.writeStringField("Name", figure.name());
                    figures.estimate("Estimate", figure.estimate());
                    out.writeEndObject();
                }
                out.writeEndArray();
                if (!cell.quantiles().isEmpty()) {
                    out.writeArrayFieldStart("Quantiles");
                    for (CellQuantile quantile : cell.quantiles()) {
                        out.writeStartObject();
                        figures.number("Q", quantile.q());
                        figures.range("Mean", quantile.mean());
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeNumberField("Comparisons", split.comparisonCount());
            out.writeArrayFieldStart("Differences");
            for (Difference difference : split.differences()) {
                write(difference);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void write(Difference difference) throws IOException {
        out.writeStartObject();
        if (difference.value().isPresent()) {
            out.writeStringField("Value", difference.value().get());
        }
        if (difference.since().isPresent()) {
            out.writeStringField("Since", difference.since().get());
        }
        out.writeStringField("Figure", difference.figure());
        figures.estimate("Here", difference.here());
        figures.estimate("Elsewhere", difference.elsewhere());
        out.writeNumberField("Answers", difference.answers());
        out.writeNumberField("Others", difference.others());
        figures.number("P", difference.p());
        out.writeEndObject();
    }
}
