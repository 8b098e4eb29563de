package dev.limpid.protocol.question;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.chart.ChartType;
import java.util.List;
import java.util.Optional;

/** The counters that a question asks for. */
public sealed interface RequestedCounters {

    /**
     * Counters by their full names.
     *
     * @param names each once, in the order of the chart; the last one of a ratio is its denominator. Its {@code
     *     contains} is fast, however many names there are
     */
    record Named(List<String> names) implements RequestedCounters {
        public Named {
            names = new DistinctNames(names);
        }
    }

    /**
     * The versions, runtimes, systems or processors that the program ran on. A machine counts each of them once, as a
     * built-in counter such as {@code limpid/os:linux}.
     */
    record BuiltIn(Attribute attribute) implements RequestedCounters {
        /** The built-in counter's name before its bucket, such as {@code limpid/os}. */
        public String counter() {
            return attribute.counter();
        }
    }

    /**
     * Stacks of one stack counter.
     *
     * @param counter the stack counter's name
     * @param depth the most frames of a stack; 0 for no limit of its own
     * @param frames the class-name prefixes of the frames that a stack may show; empty if the chart names none
     * @param unlisted whether the server accepts stacks of versions for which it has no list of published methods. It
     *     then knows only the prefixes of the names in them
     */
    record Stacks(String counter, int depth, List<String> frames, boolean unlisted) implements RequestedCounters {
        public Stacks {
            frames = List.copyOf(frames);
            if (counter.isEmpty() || depth < 0) {
                throw new IllegalArgumentException("found the stack counter \"" + counter + "\" of depth " + depth
                        + ", expected a name and a depth of 0 or more");
            }
        }

        /** Stacks in which every name must be in the published list of its version. */
        public Stacks(String counter, int depth, List<String> frames) {
            this(counter, depth, frames, false);
        }
    }

    /** What a chart asks for. */
    static RequestedCounters of(Chart chart) {
        if (chart.type() == ChartType.STACK) {
            return new Stacks(chart.counters().get(0), chart.depth(), chart.frames(), chart.unlisted());
        }
        Optional<Attribute> builtIn = chart.builtIn();
        return builtIn.isPresent()
                ? new BuiltIn(builtIn.get())
                : new Named(chart.collected().stream().distinct().toList());
    }
}
