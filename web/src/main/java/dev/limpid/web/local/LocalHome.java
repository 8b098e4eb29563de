package dev.limpid.web.local;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.Omission;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What lies in one telemetry home.
 *
 * @param collection the collection's name
 * @param command the command that controls it, such as {@code limpid}
 * @param mode the effective mode in one word, such as {@code local}
 * @param why why it is that, as a clause that begins with a small letter
 * @param config the configuration that was verified last, if there is one
 * @param charts the charts it was made of; empty if they are not known
 * @param weeks what was counted, in any order
 * @param sent what left the machine, in any order
 */
public record LocalHome(
        String collection,
        String command,
        String mode,
        String why,
        Optional<UploadConfig> config,
        List<Chart> charts,
        List<Week> weeks,
        List<Sent> sent) {

    public LocalHome {
        charts = List.copyOf(charts);
        weeks = weeks.stream()
                .sorted(Comparator.comparing(Week::end).reversed())
                .toList();
        sent = sent.stream().sorted(Comparator.comparing(Sent::week).reversed()).toList();
    }

    /**
     * What was counted in one week.
     *
     * @param end the day the week ended or will end
     * @param ended whether it is over
     * @param counted everything, as the local report has it
     * @param leftOut what would stay on the machine if a report were sent, and why; empty without a configuration
     * @param outcome what became of it or will, in a sentence
     * @param damaged files that could not be read, each with its reason
     */
    public record Week(
            LocalDate end,
            boolean ended,
            Report counted,
            List<Omission> leftOut,
            String outcome,
            List<String> damaged) {
        public Week {
            leftOut = List.copyOf(leftOut);
            damaged = List.copyOf(damaged);
        }
    }

    /**
     * A report that left the machine.
     *
     * @param week the day its week ended
     * @param when when it was sent; empty if no note says so
     * @param text the report exactly as it went out
     */
    public record Sent(LocalDate week, Optional<Instant> when, String text) {

        /** The text with line breaks for reading; as it is if it is no report. */
        public String readable() {
            try {
                Report report = ReportCodec.read(text.getBytes(StandardCharsets.UTF_8));
                return new String(ReportCodec.toPrettyJson(report), StandardCharsets.UTF_8);
            } catch (MalformedReportException e) {
                return text;
            }
        }
    }
}
