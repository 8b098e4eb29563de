package dev.limpid.protocol.question;

import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps the most frequent stacks of all parts together, and records for each part how many were left out. */
final class TopStacks {

    private final Map<Map<Attribute, String>, SortedMap<String, Long>> parts;

    private record Stack(Map<Attribute, String> part, String name, long count) {}

    TopStacks(Map<Map<Attribute, String>, SortedMap<String, Long>> parts) {
        this.parts = parts;
    }

    /** The parts within the limit. Counters are never left out. */
    List<AnswerPart> parts() {
        List<Stack> stacks = new ArrayList<>();
        parts.forEach((part, counts) -> counts.forEach((name, count) -> {
            if (name.indexOf('\n') >= 0) {
                stacks.add(new Stack(part, name, count));
            }
        }));
        stacks.sort(Comparator.comparingLong(Stack::count)
                .reversed()
                .thenComparing(Stack::name)
                .thenComparing(stack -> stack.part().toString()));
        Set<Stack> dropped = new HashSet<>(stacks.subList(Math.min(stacks.size(), AnswerLimits.STACKS), stacks.size()));
        List<AnswerPart> kept = new ArrayList<>();
        parts.forEach((part, counts) -> {
            SortedMap<String, Long> left = new TreeMap<>(counts);
            left.entrySet().removeIf(count -> dropped.contains(new Stack(part, count.getKey(), count.getValue())));
            kept.add(new AnswerPart(part, left, counts.size() - left.size()));
        });
        return kept;
    }
}
