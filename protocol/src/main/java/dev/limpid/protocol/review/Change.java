package dev.limpid.protocol.review;

import java.util.List;
import java.util.Optional;

/**
 * One difference between two configurations or two sets of charts, as a sentence.
 *
 * @param direction whether more or less is collected by it
 * @param program the program it is about; empty if about all
 * @param sentence without the program's name
 * @param why links to where it was discussed; may be empty
 */
public record Change(Direction direction, Optional<String> program, String sentence, List<String> why) {

    /** What a change means for those who take part. */
    public enum Direction {
        TOGETHER("Newly standing together in one answer"),
        MORE("Newly collected"),
        LESS("Collected no more"),
        WAY("Another way to the server"),
        OTHER("Changed otherwise");

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
