package dev.limpid.uploader.consent;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.uploader.config.proof.VerifiedConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may be sent, where, and who decided it: sentences made from the configuration and the charts it was generated
 * from, never from a text that somebody wrote separately.
 */
public final class DisclosureText {

    private final String uploadUrl;
    private final MessageBundle words;
    private final Optional<VerifiedConfig> verified;
    private final List<Chart> charts;
    private final List<String> places;

    private DisclosureText(
            String uploadUrl,
            MessageBundle words,
            Optional<VerifiedConfig> verified,
            List<Chart> charts,
            List<String> places) {
        this.uploadUrl = uploadUrl;
        this.words = words;
        this.verified = verified;
        this.charts = List.copyOf(charts);
        this.places = List.copyOf(places);
    }

    /** From the configuration that this machine proved last. */
    static DisclosureText of(String uploadUrl, MessageBundle words, VerifiedConfig verified) {
        return new DisclosureText(uploadUrl, words, Optional.of(verified), verified.charts(), List.of());
    }

    /**
     * From the charts that a program was released with: all that can be known before the user agrees, since nothing is
     * downloaded until then. Without charts, nothing is known yet.
     *
     * @param places where the configuration will be requested
     */
    static DisclosureText ofBundled(String uploadUrl, MessageBundle words, List<Chart> charts, List<String> places) {
        return new DisclosureText(uploadUrl, words, Optional.empty(), charts, places);
    }

    /** Everything, one sentence or list entry per line. */
    public List<String> lines() {
        if (uploadUrl.isEmpty()) {
            return List.of(words.format("server.unknown"));
        }
        List<String> lines = new ArrayList<>();
        if (verified.isEmpty() && charts.isEmpty()) {
            lines.add(words.format("to", "url", uploadUrl));
            lines.add(words.format("to.unknown"));
            first(lines);
            return lines;
        }
        if (verified.isPresent()) {
            CollectionConfig config = verified.get().config();
            lines.add(words.format(
                    "to.config",
                    "url",
                    uploadUrl,
                    "version",
                    config.version(),
                    "entry",
                    Long.toString(verified.get().index())));
            config.relays().ifPresent(relays -> {
                lines.add(through(relays));
                lines.add(words.format("relay.too"));
            });
            lines.add(words.format("asked"));
            config.programs()
                    .forEach(program -> program.questions().forEach(question -> {
                        String chart = CollectionConfig.chart(program, question);
                        lines.add("  "
                                + DescribedQuestion.of(chart, question, charts, words)
                                        .line());
                    }));
        } else {
            lines.add(words.format("to.released", "url", uploadUrl));
            first(lines);
            lines.add(words.format("asked"));
            charts.forEach(chart -> lines.add("  " + line(chart)));
        }
        lines.add(words.format("holds"));
        return lines;
    }

    private void first(List<String> lines) {
        if (!places.isEmpty()) {
            lines.add(words.format("to.first", "urls", String.join(", ", places)));
        }
    }

    private String through(Relays relays) {
        String key = relays.urls().size() == 1 ? "relay" : "relays";
        return words.format(relays.direct() ? key + ".fallback" : key, "relays", String.join(", ", relays.urls()));
    }

    private static String line(Chart chart) {
        return chart.title() + " (" + chart.program() + ", " + chart.type().word() + ")"
                + (chart.description().isEmpty() ? "" : ": " + chart.description())
                + (chart.issues().isEmpty() ? "" : " [" + String.join(", ", chart.issues()) + "]");
    }
}
