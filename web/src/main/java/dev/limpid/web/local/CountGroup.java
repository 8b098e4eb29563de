package dev.limpid.web.local;

import dev.limpid.charts.Estimate;
import dev.limpid.protocol.question.active.Omission;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.web.plot.Bar;
import dev.limpid.web.plot.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The counters of one program that share a prefix, drawn as one chart: {@code tool/editor:vim}, {@code tool/editor:zed}.
 *
 * @param name the prefix, or the counter's name if it has no bucket
 * @param counts the counts, each with its bar
 */
public record CountGroup(String name, List<Count> counts) {
    public CountGroup {
        counts = List.copyOf(counts);
    }

    /**
     * One counter.
     *
     * @param name the bucket, or the counter's name if it has none
     * @param count how often it happened
     * @param bar its bar, on the scale of its group
     * @param why the reason why it stays on the machine; empty if it may be sent
     * @param frames the stack's frames; empty for a plain counter
     */
    public record Count(String name, long count, Bar bar, Optional<LocalizableMessage> why, List<String> frames) {
        public Count {
            frames = List.copyOf(frames);
        }
    }

    /** The plain counters of a build. */
    static List<CountGroup> counters(ProgramReport program, List<Omission> leftOut) {
        return groups(program, program.counters(), leftOut, name -> {
            int colon = name.indexOf(':');
            return colon < 0 ? name : name.substring(0, colon);
        });
    }

    /** The stack counters of a build. */
    static List<CountGroup> stacks(ProgramReport program, List<Omission> leftOut) {
        return groups(program, program.stacks(), leftOut, name -> name.split("\n", 2)[0]);
    }

    private static List<CountGroup> groups(
            ProgramReport program, Map<String, Long> counts, List<Omission> leftOut, Function<String, String> prefix) {
        Map<String, LocalizableMessage> why = leftOut.stream()
                .filter(omission -> omission.build().equals(program.build()))
                .collect(Collectors.toMap(
                        omission -> omission.name().orElse(""), Omission::message, (one, other) -> one));
        Map<String, List<String>> names = new LinkedHashMap<>();
        counts.keySet()
                .forEach(name -> names.computeIfAbsent(prefix.apply(name), any -> new ArrayList<>())
                        .add(name));
        List<CountGroup> groups = new ArrayList<>();
        names.forEach((group, of) -> {
            long most = of.stream().mapToLong(counts::get).max().orElse(1);
            Scale scale = new Scale(Math.max(1, most));
            groups.add(new CountGroup(
                    group,
                    of.stream()
                            .map(name -> count(name, group, counts.getOrDefault(name, 0L), scale, why))
                            .toList()));
        });
        return groups;
    }

    private static Count count(
            String name, String group, long count, Scale scale, Map<String, LocalizableMessage> why) {
        String[] lines = name.split("\n", -1);
        String bucket = lines[0].length() > group.length() ? lines[0].substring(group.length() + 1) : lines[0];
        return new Count(
                bucket,
                count,
                Bar.of(new Estimate(count, count, count), scale),
                Optional.ofNullable(why.getOrDefault(name, why.get(""))),
                List.of(lines).subList(1, lines.length));
    }
}
