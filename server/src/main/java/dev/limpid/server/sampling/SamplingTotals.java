package dev.limpid.server.sampling;

import dev.limpid.protocol.sampling.SamplingControl;
import dev.limpid.server.file.DisposableLines;
import dev.limpid.server.file.DurableFile;
import dev.limpid.server.intake.limit.CountedInstallations;
import dev.limpid.server.intake.limit.NetworkShares;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How much of each chart's week counts towards sampling control, kept across restarts: two sums for each chart and
 * week, and nothing about any network. A line is a week's Monday, a chart, how many installations its answers
 * represent, and how many of these count. After a restart, a network's answers count as its first again. Safe for use
 * by many threads: this object's monitor guards both maps.
 */
public final class SamplingTotals {

    private static final Pattern LINE = Pattern.compile("([0-9-]{10}) ([^ ]+) ([0-9]{1,15}) ([0-9]{1,15})");

    /** Weeks that still accept answers, and those that sampling control uses. */
    private static final int KEPT_WEEKS = SamplingControl.WEEKS + 3;

    private final Path file;
    private final NetworkShares shares;
    /** What earlier processes counted. */
    private final Map<LocalDate, Map<String, CountedInstallations>> before = new TreeMap<>();

    private Map<LocalDate, Map<String, CountedInstallations>> now = new TreeMap<>();
    private String written = "";

    /** Reads the file, if it exists. Damaged lines are logged and skipped: rates can be set without them. */
    public SamplingTotals(Path file, NetworkShares shares) {
        this.file = file;
        this.shares = shares;
        DisposableLines.forEachLine(file, LINE, fields -> {
            CountedInstallations counted =
                    new CountedInstallations(Long.parseLong(fields.group(3)), Long.parseLong(fields.group(4)));
            before.computeIfAbsent(LocalDate.parse(fields.group(1)), any -> new TreeMap<>())
                    .put(fields.group(2), counted);
        });
        before.forEach((week, charts) -> now.put(week, new TreeMap<>(charts)));
    }

    /**
     * Adds up the current sums, and saves them if this process accepted answers. Call it before a week is forgotten.
     */
    public synchronized void save(LocalDate today) throws IOException {
        Map<LocalDate, Map<String, CountedInstallations>> taken = shares.counted();
        if (taken.isEmpty()) {
            return;
        }
        taken.forEach((week, charts) -> {
            Map<String, CountedInstallations> sum = new TreeMap<>(before.getOrDefault(week, Map.of()));
            charts.forEach((chart, counted) -> sum.merge(chart, counted, CountedInstallations::plus));
            now.put(week, sum);
        });
        now.keySet().removeIf(week -> week.isBefore(today.minusWeeks(KEPT_WEEKS)));
        StringBuilder text = new StringBuilder();
        now.forEach((week, charts) -> charts.forEach((chart, counted) -> text.append(week)
                .append(' ')
                .append(chart)
                .append(' ')
                .append(Math.round(counted.all()))
                .append(' ')
                .append(Math.round(counted.counted()))
                .append('\n')));
        if (!text.toString().equals(written)) {
            DurableFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
            written = text.toString();
        }
    }

    /** The sums as last saved; empty if no answer came from a known network. */
    synchronized Optional<CountedInstallations> of(LocalDate week, String chart) {
        return Optional.ofNullable(now.getOrDefault(week, Map.of()).get(chart));
    }
}
