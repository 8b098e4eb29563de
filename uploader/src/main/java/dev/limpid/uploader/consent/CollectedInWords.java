package dev.limpid.uploader.consent;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.text.Sentences;
import dev.limpid.uploader.config.proof.VerifiedConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may be sent, where, and who decided it: sentences made from the configuration and the charts it was generated
 * from, never from a text that somebody wrote separately.
 */
public final class CollectedInWords {

    private final String uploadUrl;
    private final Sentences words;
    private final Optional<VerifiedConfig> verified;
    private final List<Chart> charts;
    private final List<String> places;

    private CollectedInWords(
            String uploadUrl,
            Sentences words,
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
    static CollectedInWords of(String uploadUrl, Sentences words, VerifiedConfig verified) {
        return new CollectedInWords(uploadUrl, words, Optional.of(verified), verified.charts(), List.of());
    }

    /**
     * From the charts that a program was released with: all that can be known before the user agrees, since nothing is
     * downloaded until then. Without charts, nothing is known yet.
     *
     * @param places where the configuration will be requested
     */
    static CollectedInWords ofBundled(String uploadUrl, Sentences words, List<Chart> charts, List<String> places) {
        return new CollectedInWords(uploadUrl, words, Optional.empty(), charts, places);
    }

    /** Everything, one sentence or list entry per line. */
    public List<String> lines() {
        if (uploadUrl.isEmpty()) {
            return List.of(words.say("server.unknown"));
        }
        List<String> lines = new ArrayList<>();
        if (verified.isEmpty() && charts.isEmpty()) {
            lines.add(words.say("to", "url", uploadUrl));
            lines.add(words.say("to.unknown"));
            first(lines);
            return lines;
        }
        if (verified.isPresent()) {
            CollectionConfig config = verified.get().config();
            lines.add(words.say(
                    "to.config",
                    "url",
                    uploadUrl,
                    "version",
                    config.version(),
                    "entry",
                    Long.toString(verified.get().index())));
            config.relays().ifPresent(relays -> {
                lines.add(through(relays));
                lines.add(words.say("relay.too"));
            });
            lines.add(words.say("asked"));
            config.programs()
                    .forEach(program -> program.questions().forEach(question -> {
                        String chart = CollectionConfig.chart(program, question);
                        lines.add("  "
                                + QuestionInWords.of(chart, question, charts, words)
                                        .line());
                    }));
        } else {
            lines.add(words.say("to.released", "url", uploadUrl));
            first(lines);
            lines.add(words.say("asked"));
            charts.forEach(chart -> lines.add("  " + line(chart)));
        }
        lines.add(words.say("holds"));
        return lines;
    }

    private void first(List<String> lines) {
        if (!places.isEmpty()) {
            lines.add(words.say("to.first", "urls", String.join(", ", places)));
        }
    }

    private String through(Relays relays) {
        String key = relays.urls().size() == 1 ? "relay" : "relays";
        return words.say(relays.direct() ? key + ".fallback" : key, "relays", String.join(", ", relays.urls()));
    }

    private static String line(Chart chart) {
        return chart.title() + " (" + chart.program() + ", " + chart.type().word() + ")"
                + (chart.description().isEmpty() ? "" : ": " + chart.description())
                + (chart.issues().isEmpty() ? "" : " [" + String.join(", ", chart.issues()) + "]");
    }
}
