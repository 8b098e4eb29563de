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
 * The steps that make an answer coarser which too few machines gave, each in addition to those before. Of the
 * attributes, the version is dropped last, since most charts are read to compare releases; the processor is dropped
 * first, since charts ask for it least often. The order is the same for all answers: an order that depended on the
 * answers would reveal something about them.
 */
public enum GeneralizationStep {
    WITHOUT_ARCH(Optional.of(Attribute.ARCH), 1),
    WITHOUT_OS(Optional.of(Attribute.OS), 1),
    WITHOUT_RUNTIME(Optional.of(Attribute.RUNTIME), 1),
    WITHOUT_VERSION(Optional.of(Attribute.VERSION), 1),
    /**
     * Counts are replaced by the middle of their power of 2: 1 becomes 1; 2 to 3 become 3; 4 to 7 become 6; 8 to 15
     * become 11.
     */
    POWERS_OF_2(Optional.empty(), 1),
    /**
     * Counts are replaced by the middle of their power of 16: 1 to 15 become 4, 16 to 255 become 64, 256 to 4095 become
     * 1024.
     */
    POWERS_OF_16(Optional.empty(), 4),
    /** Counts become 1, which shows only that something was counted. */
    WHETHER(Optional.empty(), Long.SIZE);

    private final Optional<Attribute> dropped;
    private final int bits;

    GeneralizationStep(Optional<Attribute> dropped, int bits) {
        this.dropped = dropped;
        this.bits = bits;
    }

    /** Whether it drops an attribute and leaves counts unchanged. */
    boolean changesAttributes() {
        return dropped.isPresent();
    }

    public Answer coarser(Answer answer) {
        Map<Map<Attribute, String>, AnswerPart> parts = new TreeMap<>(Comparator.comparing(Map::toString));
        for (AnswerPart part : answer.parts()) {
            AnswerPart coarse = coarser(part);
            parts.merge(coarse.attributes(), coarse, GeneralizationStep::together);
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
     * The geometric middle of a count's range, as a whole number. With the least number of the range, small counts
     * would gain on large ones: a slow bucket on a fast one, or P on N. If all counts are one range, it is 1, and shows
     * only that something was counted. The middle stays in its range, so the next step gives the same result as for the
     * original count.
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
