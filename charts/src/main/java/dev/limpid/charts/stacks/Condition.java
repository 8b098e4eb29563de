package dev.limpid.charts.stacks;

import java.util.List;

/** What is said of a stack by the frames that it has and has not. */
public sealed interface Condition {

    /** Whether a stack of these frames meets it. */
    boolean holds(List<String> frames);

    /** One of the frames is, or begins or ends with, this. */
    record HasFrame(FrameText text) implements Condition {
        @Override
        public boolean holds(List<String> frames) {
            return frames.stream().anyMatch(text::matches);
        }
    }

    /** The other does not hold. */
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
