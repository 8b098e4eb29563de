package dev.limpid.protocol.review.difference;

import java.util.List;
import java.util.Optional;

/**
 * One difference between two configurations or two sets of charts, as a sentence.
 *
 * @param direction whether it makes the collection collect more or less
 * @param program the program it is about; empty if it is about all
 * @param sentence the change in words, without the program's name
 * @param why links to the public discussion; can be empty
 */
public record Change(Direction direction, Optional<String> program, String sentence, List<String> why) {

    /** What a change means for participants. */
    public enum Direction {
        COMBINED("Newly combined in one answer"),
        MORE("Newly collected"),
        LESS("No longer collected"),
        ROUTE("Different route to the server"),
        OTHER("Other changes");

        private final String title;

        Direction(String title) {
            this.title = title;
        }

        /** The heading above such changes. */
        public String title() {
            return title;
        }
    }

    public Change {
        why = List.copyOf(why);
    }
}
