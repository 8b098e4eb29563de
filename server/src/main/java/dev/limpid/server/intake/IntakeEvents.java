package dev.limpid.server.intake;

import java.time.LocalDate;

/** Receives the events of the intake that metrics count. No event identifies a sender. */
public interface IntakeEvents {

    /** Ignores all events. */
    IntakeEvents NONE = new IntakeEvents() {};

    /** An answer is durable. */
    default void stored(boolean duplicate) {}

    /** An answer or a report was refused for this reason, a code of {@code spec/http.md}. */
    default void refused(String code) {}

    /** A stack was left out because one of its frames is in no published class. */
    default void stackDropped() {}

    /**
     * Something was refused because its network had used up its limit for the day; {@code first} for the network's
     * first refusal.
     */
    default void refusedForTheDay(LocalDate day, boolean first) {}

    /**
     * An answer was refused because its network had given its share of a chart's week.
     *
     * @param day the day on which it arrived
     * @param first whether it is the network's first refused answer to this week
     */
    default void refusedForTheShare(LocalDate day, boolean first) {}

    /** An answer could not be stored, through no fault of its sender. */
    default void notStored(Throwable why) {}

    /**
     * A message arrived from a relay.
     *
     * @param relay its name in the server's configuration
     * @param outcome what happened to it; one of a few fixed words
     */
    default void relayed(String relay, String outcome) {}

    /** Receives refusals of networks that sent more than they may. */
    @FunctionalInterface
    interface Floods {
        void refused(LocalDate day, boolean first);
    }

    /** Passes on floods only. */
    static IntakeEvents floods(Floods floods) {
        return new IntakeEvents() {
            @Override
            public void refusedForTheDay(LocalDate day, boolean first) {
                floods.refused(day, first);
            }

            @Override
            public void refusedForTheShare(LocalDate day, boolean first) {
                floods.refused(day, first);
            }
        };
    }

    /** Passes on all events to both. */
    static IntakeEvents both(IntakeEvents one, IntakeEvents other) {
        return new IntakeEvents() {
            @Override
            public void stored(boolean duplicate) {
                one.stored(duplicate);
                other.stored(duplicate);
            }

            @Override
            public void refused(String code) {
                one.refused(code);
                other.refused(code);
            }

            @Override
            public void stackDropped() {
                one.stackDropped();
                other.stackDropped();
            }

            @Override
            public void refusedForTheDay(LocalDate day, boolean first) {
                one.refusedForTheDay(day, first);
                other.refusedForTheDay(day, first);
            }

            @Override
            public void refusedForTheShare(LocalDate day, boolean first) {
                one.refusedForTheShare(day, first);
                other.refusedForTheShare(day, first);
            }

            @Override
            public void relayed(String relay, String outcome) {
                one.relayed(relay, outcome);
                other.relayed(relay, outcome);
            }

            @Override
            public void notStored(Throwable why) {
                one.notStored(why);
                other.notStored(why);
            }
        };
    }
}
