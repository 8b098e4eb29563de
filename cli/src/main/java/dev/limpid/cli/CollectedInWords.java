package dev.limpid.cli;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.uploader.config.VerifiedConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What would be sent, where, and who decided it: sentences made from the verified configuration and the charts it was
 * generated from, never from a text that somebody wrote beside them.
 */
public final class CollectedInWords {

    private final String uploadUrl;
    private final Optional<VerifiedConfig> known;

    /**
     * The words for one collection.
     *
     * @param uploadUrl where reports go; empty if nowhere
     * @param known the configuration that was proven, if one was
     */
    public CollectedInWords(String uploadUrl, Optional<VerifiedConfig> known) {
        this.uploadUrl = uploadUrl;
        this.known = known;
    }

    /** Everything, a sentence or a list entry a line. */
    public List<String> lines() {
        if (uploadUrl.isEmpty()) {
            return List.of("No server of this collection is known on this machine: nothing can be sent.");
        }
        if (known.isEmpty()) {
            return List.of(
                    "Reports go to " + uploadUrl + ".",
                    "What they may hold is not known here yet: the configuration is fetched and proven before anything"
                            + " is sent.");
        }
        List<String> lines = new ArrayList<>();
        VerifiedConfig config = known.get();
        lines.add("Reports go to " + uploadUrl + ", by configuration "
                + config.config().version() + ", entry " + config.index() + " of its public log.");
        lines.add(howOften(config.config()));
        lines.add("What may be sent:");
        config.charts().forEach(chart -> lines.add("  " + line(chart)));
        if (config.charts().isEmpty()) {
            config.config()
                    .programs()
                    .forEach(program -> lines.add("  " + program.name() + ": counters "
                            + program.counters().size() + ", stacks "
                            + program.stacks().size()));
        }
        lines.add("A report holds event totals of one week, with program, version and platform. It holds no name, no"
                + " address, and no number of you or your machine.");
        return lines;
    }

    private static String howOften(UploadConfig config) {
        return config.sampleRate() >= 1
                ? "Every machine whose user agreed sends one report a week."
                : "In any one week, " + Percent.of(config.sampleRate())
                        + " of the machines whose users agreed send a report, drawn anew every week.";
    }

    private static String line(Chart chart) {
        return chart.title() + " (" + chart.program() + ", " + chart.type().word() + ")"
                + (chart.description().isEmpty() ? "" : ": " + chart.description())
                + (chart.issues().isEmpty() ? "" : " [" + String.join(", ", chart.issues()) + "]");
    }
}
