package dev.limpid.protocol.question.active;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a configuration allows and another does not. {@link #between} is the only definition of this; it
 * decides both what users are shown as new and what must wait before it is used. With its arguments exchanged it finds
 * what a configuration removes.
 *
 * @param kind what it is
 * @param program the program that it is about; empty if it is about all
 * @param narrower the question in the configuration that allows less; empty if it does not ask it, or if this is not
 *     about a single question
 * @param wider the question in the configuration that allows more
 * @param names what is newly allowed, if it has names: counters, attributes, class-name prefixes, versions, platforms,
 *     relays
 */
public record Widening(
        Kind kind, String program, Optional<Question> narrower, Optional<Question> wider, List<String> names) {

    /** What is newly allowed. */
    public enum Kind {
        /** A question that was not asked before, or asks for something else than before. */
        CHART,
        /** An additional attribute of builds. */
        ATTRIBUTES,
        /** More counters in one answer. */
        COUNTERS,
        /** An answer from more machines. */
        RATE,
        /** Answers about versions that the question did not cover. */
        SINCE,
        /** Answers about later days. */
        UNTIL,
        /** Longer stacks. */
        DEPTH,
        /** More names in stacks. */
        FRAMES,
        /** Names in stacks that are not in a list of published methods. */
        UNLISTED,
        /** Versions of a program. */
        VERSIONS,
        RUNTIME,
        OS,
        ARCH,
        /** More relays that may forward answers, and so see their origin. */
        RELAYS,
        /** Answers sent directly to the collection's server, which then sees their origin. */
        DIRECT
    }

    public Widening {
        names = List.copyOf(names);
    }

    /** What {@code after} allows and {@code before} does not; empty if nothing. */
    public static List<Widening> between(CollectionConfig before, CollectionConfig after) {
        return new WideningFinder(before, after).all();
    }
}
