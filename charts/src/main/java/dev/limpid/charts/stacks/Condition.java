package dev.limpid.charts.stacks;

import java.util.List;

/** A condition on a stack: which frames it has or lacks. */
public sealed interface Condition {

    /** Whether a stack with these frames meets the condition. */
    boolean holds(List<String> frames);

    /** One of the frames matches this text. */
    record HasFrame(FramePattern text) implements Condition {
        @Override
        public boolean holds(List<String> frames) {
            return frames.stream().anyMatch(text::matches);
        }
    }

    /** The other condition does not hold. */
    record Not(Condition other) implements Condition {
        @Override
        public boolean holds(List<String> frames) {
            return !other.holds(frames);
        }
    }

    /** All hold. */
    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }

        @Override
        public boolean holds(List<String> frames) {
            return of.stream().allMatch(one -> one.holds(frames));
        }
    }

    /** At least one holds. */
    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }

        @Override
        public boolean holds(List<String> frames) {
            return of.stream().anyMatch(one -> one.holds(frames));
        }
    }
}
