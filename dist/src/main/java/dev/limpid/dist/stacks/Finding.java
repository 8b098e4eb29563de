package dev.limpid.dist.stacks;

import dev.limpid.charts.triage.StackHistory.Member;
import dev.limpid.charts.triage.TriagedStacks.TriagedGroup;
import dev.limpid.protocol.report.PublishedSymbols.Place;
import java.util.List;
import java.util.Optional;

/**
 * A group of stacks with its source.
 *
 * @param stack the commonest of its stacks in the newest version that has any, as far as charts list one
 * @param version that version; empty if the chart does not tell versions apart
 * @param frames the frames of that stack with their places
 */
record Finding(TriagedGroup triaged, Optional<Member> stack, Optional<String> version, List<Frame> frames) {

    Finding {
        frames = List.copyOf(frames);
    }

    /**
     * A frame.
     *
     * @param place in the source, if the list of the version's methods says it
     * @param isOne whether it is the only one it can be
     * @param link to the place; may be empty
     */
    record Frame(String text, Optional<Place> place, boolean isOne, String link) {

        /** The place as people read it. */
        String words() {
            return place.map(one -> one.path()
                            + (one.line() == 0 ? "" : ":" + one.line())
                            + (isOne ? "" : " (or another method of this name)"))
                    .orElse("");
        }
    }

    /** The deepest frame of those by which it was grouped that has a place. */
    Optional<Frame> where() {
        String top = triaged.group().key().top();
        return frames.stream()
                .filter(frame -> frame.place().isPresent())
                .filter(frame -> dev.limpid.charts.stacks.GroupKey.of(List.of(frame.text()))
                        .top()
                        .equals(top))
                .findFirst()
                .or(() -> frames.stream()
                        .filter(frame -> frame.place().isPresent())
                        .findFirst());
    }
}
