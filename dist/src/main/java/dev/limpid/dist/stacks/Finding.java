package dev.limpid.dist.stacks;

import dev.limpid.charts.triage.StackHistory.Member;
import dev.limpid.charts.triage.TriagedStacks.TriagedGroup;
import dev.limpid.protocol.report.PublishedSymbols.Place;
import java.util.List;
import java.util.Optional;

/**
 * A group of stacks with its locations in the source.
 *
 * @param stack the most common of its stacks in the newest version that has any, if charts list one
 * @param version that version; empty if the chart does not distinguish versions
 * @param frames the frames of that stack with their locations
 */
record Finding(TriagedGroup triaged, Optional<Member> stack, Optional<String> version, List<Frame> frames) {

    Finding {
        frames = List.copyOf(frames);
    }

    /**
     * A frame.
     *
     * @param place its location in the source, if the list of the version's methods has it
     * @param isOne whether this is the only possible location
     * @param link a link to the location; may be empty
     */
    record Frame(String text, Optional<Place> place, boolean isOne, String link) {

        /** The location as text. */
        String words() {
            return place.map(one -> one.path()
                            + (one.line() == 0 ? "" : ":" + one.line())
                            + (isOne ? "" : " (or another method of this name)"))
                    .orElse("");
        }
    }

    /** The deepest frame with a location, preferably the one that names the group. */
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
