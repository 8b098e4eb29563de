package dev.limpid.server.publish.gate;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The steps by which an answer that too few machines gave is made coarser, each on top of those before. The version goes
 * last of the attributes, since comparing releases is what most charts are read for; the processor first, since it is
 * asked for least often. The order is the same for all answers: one that followed the answers would tell of them.
 */
public enum GateStep {
    WITHOUT_ARCH(Optional.of(Attribute.ARCH), 1),
    WITHOUT_OS(Optional.of(Attribute.OS), 1),
    WITHOUT_RUNTIME(Optional.of(Attribute.RUNTIME), 1),
    WITHOUT_VERSION(Optional.of(Attribute.VERSION), 1),
    /** Counts from 1, 2, 4, 8 and so on up to the next become its middle: 1, 3, 6, 11. */
    POWERS_OF_2(Optional.empty(), 1),
    /** Counts from 1, 16, 256 and so on up to the next become its middle: 4, 64, 1024. */
    POWERS_OF_16(Optional.empty(), 4),
    /** Counts become 1: it says whether anything was counted, and no more. */
    WHETHER(Optional.empty(), Long.SIZE);

    private final Optional<Attribute> dropped;
    private final int bits;

    GateStep(Optional<Attribute> dropped, int bits) {
        this.dropped = dropped;
        this.bits = bits;
    }

    /** Whether it leaves counts as they are. */
    boolean isOfAttributes() {
        return dropped.isPresent();
    }

    public Answer coarser(Answer answer) {
        Map<Map<Attribute, String>, AnswerPart> parts = new TreeMap<>(Comparator.comparing(Map::toString));
        for (AnswerPart part : answer.parts()) {
            AnswerPart coarse = coarser(part);
            parts.merge(coarse.attributes(), coarse, GateStep::together);
        }
        return new Answer(answer.week(), answer.config(), answer.chart(), List.copyOf(new ArrayList<>(parts.values())));
    }

    private AnswerPart coarser(AnswerPart part) {
        if (dropped.isPresent()) {
            Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
            attributes.putAll(part.attributes());
            attributes.remove(dropped.get());
            return new AnswerPart(attributes, part.counts(), part.leftOut());
        }
        TreeMap<String, Long> counts = new TreeMap<>();
        part.counts().forEach((name, count) -> counts.put(name, middle(count)));
        return new AnswerPart(part.attributes(), counts, part.leftOut() == 0 ? 0 : (int) middle(part.leftOut()));
    }

    /**
     * The geometric middle of the step that a count is in, as a whole number. The least number of the step would make small
     * counts gain on large ones: of a slow bucket on a fast one, of P on N. Where all is one step it is 1, and says no more
     * than that something was counted. A step's middle is in the step, so the next step finds it where it was.
     */
    private long middle(long count) {
        if (bits == Long.SIZE) {
            return 1;
        }
        int highest = Long.SIZE - 1 - Long.numberOfLeadingZeros(count);
        double least = (double) (1L << (highest / bits * bits));
        return Math.min(AnswerLimits.MOST_COUNT, Math.round(least * Math.sqrt((double) (1L << bits))));
    }

    private static AnswerPart together(AnswerPart one, AnswerPart other) {
        TreeMap<String, Long> counts = new TreeMap<>(one.counts());
        other.counts()
                .forEach(
                        (name, count) -> counts.merge(name, count, (a, b) -> Math.min(AnswerLimits.MOST_COUNT, a + b)));
        return new AnswerPart(one.attributes(), counts, one.leftOut() + other.leftOut());
    }
}
