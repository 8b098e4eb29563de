package dev.limpid.protocol.question;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.ChartId;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One question to a program's machines: what a chart asks for, and how often.
 *
 * @param id the chart's short ID, such as {@code commands}; unique among the program's
 * @param rate the share of machines that answer in a week, from {@link #LEAST_RATE} to 1. Each machine draws separately
 *     for each question, and an answer represents 1/rate machines
 * @param by the attributes by which an answer separates builds; it says nothing else about them
 * @param asked what is counted
 * @param since the first version that the question covers, one of the program's versions; empty for all
 * @param until the last day on which events may be counted for it; empty for no end
 */
public record Question(
        String id,
        double rate,
        Set<Attribute> by,
        RequestedCounters asked,
        Optional<String> since,
        Optional<LocalDate> until) {

    /** The lowest rate: one answer must never represent more than 100,000 machines. */
    public static final double LEAST_RATE = 1e-5;

    /**
     * Copies the attributes.
     *
     * @throws IllegalArgumentException if the ID or the rate is not valid
     */
    public Question {
        if (!ChartId.isValid(id)) {
            throw new IllegalArgumentException("found the chart ID \"" + id
                    + "\", expected up to 100 letters, digits and _ . -, the first a letter or digit");
        }
        if (!(rate >= LEAST_RATE && rate <= 1)) {
            throw new IllegalArgumentException("the rate of " + id + " is " + rate + ", expected 0.00001 to 1");
        }
        EnumSet<Attribute> copy = EnumSet.noneOf(Attribute.class);
        copy.addAll(by);
        by = Collections.unmodifiableSet(copy);
    }

    /** Whether a machine that drew {@code u}, uniform in [0,1), answers. */
    public boolean isSampled(double u) {
        return u < rate;
    }

    /** Whether events of a day may be collected. */
    public boolean covers(LocalDate day) {
        return until.isEmpty() || !day.isAfter(until.get());
    }
}
