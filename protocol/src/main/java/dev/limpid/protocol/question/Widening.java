package dev.limpid.protocol.question;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a configuration lets pass and another does not. Whoever shows users what is new, and whoever waits
 * before it is used, asks {@link #between}: one rule, in this one place. What a configuration takes away is what its
 * predecessor lets pass beyond it.
 *
 * @param kind what it is
 * @param program the program that it is about; empty if about all
 * @param narrower the question of the configuration that lets less pass; empty if it does not ask it, or if this is
 *     about no single question
 * @param wider the same of the configuration that lets more pass
 * @param names what newly passes, where it has names: counters, attributes, class-name prefixes, versions, platforms, relays
 */
public record Widening(
        Kind kind, String program, Optional<Question> narrower, Optional<Question> wider, List<String> names) {

    /** What newly passes. */
    public enum Kind {
        /** A question that was not asked, or that asks for something else than it did. */
        CHART,
        /** An attribute of builds, beside what was answered already. */
        ATTRIBUTES,
        /** More counters in one answer. */
        COUNTERS,
        /** An answer from more machines. */
        RATE,
        /** Answers about versions that the question was not asked of. */
        SINCE,
        /** Answers about later days. */
        UNTIL,
        /** Longer stacks. */
        DEPTH,
        /** More names in stacks. */
        FRAMES,
        /** Names in stacks that no list of published methods has. */
        UNLISTED,
        /** Versions of a program. */
        VERSIONS,
        RUNTIME,
        OS,
        ARCH,
        /** More who may carry answers, and so see where they come from. */
        RELAYS,
        /** Answers that go to the collection's server directly, which then sees where they come from. */
        DIRECT
    }

    public Widening {
        names = List.copyOf(names);
    }

    /** What one configuration lets pass beyond another; empty if it lets nothing new pass. */
    public static List<Widening> between(CollectionConfig before, CollectionConfig after) {
        return new Widenings(before, after).all();
    }
}
