package dev.limpid.server.sampling;

import dev.limpid.protocol.config.SamplingControl;
import dev.limpid.server.file.DurableFile;
import dev.limpid.server.file.OwnNotes;
import dev.limpid.server.intake.Counted;
import dev.limpid.server.intake.NetworkShares;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How much of each chart's week counts for sampling control, beyond the end of the process: two sums for each chart and
 * week, and nothing of any network. A line is a week's Monday, a chart, how many installations its answers stand for,
 * and how many of these count. After a restart a network's answers are first answers once more. Safe for use by many
 * threads: this object's monitor guards both maps.
 */
public final class CountedWeeks {

    private static final Pattern LINE = Pattern.compile("([0-9-]{10}) ([^ ]+) ([0-9]{1,15}) ([0-9]{1,15})");

    /** Weeks that may still be answered, and those that sampling control looks at. */
    private static final int KEPT_WEEKS = SamplingControl.WEEKS + 3;

    private final Path file;
    private final NetworkShares shares;
    /** What processes before this one took. */
    private final Map<LocalDate, Map<String, Counted>> before = new TreeMap<>();

    private Map<LocalDate, Map<String, Counted>> now = new TreeMap<>();
    private String written = "";

    /** Reads the file, if it is there. What is damaged in it is told and passed: rates may go without it. */
    public CountedWeeks(Path file, NetworkShares shares) {
        this.file = file;
        this.shares = shares;
        OwnNotes.of(file, LINE, fields -> {
            Counted counted = new Counted(Long.parseLong(fields.group(3)), Long.parseLong(fields.group(4)));
            before.computeIfAbsent(LocalDate.parse(fields.group(1)), any -> new TreeMap<>())
                    .put(fields.group(2), counted);
        });
        before.forEach((week, charts) -> now.put(week, new TreeMap<>(charts)));
    }

    /** Adds up what there is now, and writes it down if it took answers. To be called before a week is forgotten. */
    public synchronized void save(LocalDate today) throws IOException {
        Map<LocalDate, Map<String, Counted>> taken = shares.counted();
        if (taken.isEmpty()) {
            return;
        }
        taken.forEach((week, charts) -> {
            Map<String, Counted> sum = new TreeMap<>(before.getOrDefault(week, Map.of()));
            charts.forEach((chart, counted) -> sum.merge(chart, counted, Counted::plus));
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

    /** As it was when last saved; empty if no network is known that gave an answer. */
    synchronized Optional<Counted> of(LocalDate week, String chart) {
        return Optional.ofNullable(now.getOrDefault(week, Map.of()).get(chart));
    }
}
