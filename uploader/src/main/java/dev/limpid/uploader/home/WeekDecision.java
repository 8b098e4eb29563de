package dev.limpid.uploader.home;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was decided about a week once and must not change: a machine that is not in this week's sample must not get a
 * second chance when a newer configuration raises the rate. Otherwise machines like it would be counted too often.
 *
 * @param fetch whether this machine asks for a newer configuration this week; drawn once
 * @param draw the bits that decide which questions this machine answers; drawn once, and removed after the decision
 * @param outcome how the week ended, if it is decided
 * @param reason the outcome in words
 * @param when when it was decided
 */
public record WeekDecision(
        Optional<Boolean> fetch,
        Optional<WeekDraw> draw,
        Optional<Outcome> outcome,
        String reason,
        Optional<Instant> when) {

    /** How a week ended. Weeks without an outcome are examined again in the next pass. */
    public enum Outcome {
        /** The server has every answer that was not refused. */
        SENT,
        /** Every answer was refused permanently: by the server, or here, by the configurations that are proven now. */
        REFUSED,
        /** This machine was drawn for no question. */
        NOT_DRAWN,
        /** No question is about anything that ran. */
        NOTHING_ASKED,
        /** Answers were waiting from before the user agreed; it is not known whether they had arrived. */
        SET_ASIDE,
        /** The note itself or the answers were damaged, so that nobody knows whether the answers were sent. */
        DAMAGED;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Nothing was decided yet. */
    public static final WeekDecision NONE =
            new WeekDecision(Optional.empty(), Optional.empty(), Optional.empty(), "", Optional.empty());

    /** This note, with the drawn decision whether this machine asks for a newer configuration. */
    public WeekDecision withFetch(boolean drawn) {
        return new WeekDecision(Optional.of(drawn), draw, outcome, reason, when);
    }

    /** This note with an outcome and without the draw. */
    public WeekDecision decided(Outcome how, String why, Instant now) {
        return new WeekDecision(fetch, Optional.empty(), Optional.of(how), why, Optional.of(now));
    }

    /** This note with a draw. */
    public WeekDecision withDraw(WeekDraw drawn) {
        return new WeekDecision(fetch, Optional.of(drawn), outcome, reason, when);
    }

    /** The text of the note's file. */
    public String text() {
        StringBuilder lines = new StringBuilder();
        fetch.ifPresent(drawn -> lines.append("fetch: ").append(drawn).append('\n'));
        draw.ifPresent(drawn -> lines.append("draw: ").append(drawn.text()).append('\n'));
        outcome.ifPresent(how -> lines.append("outcome: ").append(how.text()).append('\n'));
        when.ifPresent(time -> lines.append("when: ").append(time).append('\n'));
        if (!reason.isEmpty()) {
            lines.append("reason: ").append(reason.replace('\n', ' ')).append('\n');
        }
        return lines.toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    public static WeekDecision parse(String text) {
        Map<String, String> values = lines(text);
        return new WeekDecision(
                Optional.ofNullable(values.get("fetch")).map(WeekDecision::yesOrNo),
                Optional.ofNullable(values.get("draw")).map(WeekDraw::parse),
                Optional.ofNullable(values.get("outcome")).map(WeekDecision::outcomeOf),
                values.getOrDefault("reason", ""),
                Optional.ofNullable(values.get("when")).map(WeekDecision::instant));
    }

    /** The lines of a note by key. */
    static Map<String, String> lines(String text) {
        Map<String, String> values = new TreeMap<>();
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line has no end");
        }
        text.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            if (colon <= 0) {
                throw new IllegalArgumentException("found \"" + line + "\", expected \"key: value\"");
            }
            values.put(line.substring(0, colon), line.substring(colon + 2));
        });
        return values;
    }

    private static boolean yesOrNo(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("fetch is \"" + value + "\", expected true or false");
        };
    }

    private static Outcome outcomeOf(String value) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.text().equals(value)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("outcome is \"" + value + "\", expected one such as " + Outcome.SENT.text());
    }

    static Instant instant(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + value + "\" is not a time, expected one such as 2026-11-20T12:00:00Z", e);
        }
    }
}
