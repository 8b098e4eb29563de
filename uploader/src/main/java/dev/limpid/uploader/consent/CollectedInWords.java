package dev.limpid.uploader.consent;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.uploader.config.VerifiedConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may be sent, where, and who decided it: sentences made from the configuration and the charts it was generated
 * from, never from a text that somebody wrote beside them.
 */
public final class CollectedInWords {

    private final String uploadUrl;
    private final String source;
    private final Optional<CollectionConfig> config;
    private final List<Chart> charts;

    private CollectedInWords(String uploadUrl, String source, Optional<CollectionConfig> config, List<Chart> charts) {
        this.uploadUrl = uploadUrl;
        this.source = source;
        this.config = config;
        this.charts = List.copyOf(charts);
    }

    /** From the configuration that this machine proved last. */
    public static CollectedInWords of(String uploadUrl, VerifiedConfig verified) {
        String source = "by configuration " + verified.config().version() + ", entry " + verified.index()
                + " of its public log";
        return new CollectedInWords(uploadUrl, source, Optional.of(verified.config()), verified.charts());
    }

    /**
     * From the charts that a program was released with: all that may be known before the user agreed, since nothing is
     * downloaded until then.
     */
    public static CollectedInWords ofBundled(String uploadUrl, List<Chart> charts) {
        return new CollectedInWords(uploadUrl, "as decided when this program was released", Optional.empty(), charts);
    }

    /** Where nothing is known yet. */
    public static CollectedInWords unknown(String uploadUrl) {
        return new CollectedInWords(uploadUrl, "", Optional.empty(), List.of());
    }

    /** Everything, a sentence or a list entry a line. */
    public List<String> lines() {
        if (uploadUrl.isEmpty()) {
            return List.of(
                    "No program of this collection has named its server on this machine yet: nothing can be sent.");
        }
        if (source.isEmpty()) {
            return List.of(
                    "Answers go to " + uploadUrl + ".",
                    "What is asked is not known here yet: the configuration is fetched and proven before anything is"
                            + " sent.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("Answers go to " + uploadUrl + ", " + source + ".");
        lines.add("Your machine answers one question at a time. What is asked:");
        if (config.isPresent()) {
            CollectionConfig known = config.get();
            known.programs()
                    .forEach(program -> program.questions().forEach(question -> {
                        String chart = CollectionConfig.chart(program, question);
                        lines.add("  "
                                + QuestionInWords.of(chart, question, charts).line());
                    }));
        } else {
            charts.forEach(chart -> lines.add("  " + line(chart)));
        }
        lines.add("An answer holds the question and event totals of one week, and nothing else: no name, no address, no"
                + " number of you or your machine, and nothing that tells which answers come from one machine.");
        return lines;
    }

    private static String line(Chart chart) {
        return chart.title() + " (" + chart.program() + ", " + chart.type().word() + ")"
                + (chart.description().isEmpty() ? "" : ": " + chart.description())
                + (chart.issues().isEmpty() ? "" : " [" + String.join(", ", chart.issues()) + "]");
    }
}
