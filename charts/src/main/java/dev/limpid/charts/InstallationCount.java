package dev.limpid.charts;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many installations there were in a week: N = Σ1/π, of each day of the week on average over the period's days of that
 * name, as every installation reports on the same one each week. Those that were not asked are a sum of negative binomial
 * numbers (each draws its own X), with the mean Σ(1−π)/π and the variance Σ(1−π)/π²; the ends of the interval are those of
 * the gamma distribution that has both, the upper one supposing one more report of the largest weight. Mutable.
 */
final class InstallationCount {

    private final Map<DayOfWeek, Integer> daysByName = new EnumMap<>(DayOfWeek.class);
    private double reports;
    private double unseen;
    private double variance;
    private double largest;
    private double largestVariance;

    /**
     * A count of no reports.
     *
     * @param days those that have reports, in order; a month may not be over, and a collection may be younger
     */
    InstallationCount(List<LocalDate> days) {
        if (!days.isEmpty()) {
            days.get(0)
                    .datesUntil(days.get(days.size() - 1).plusDays(1))
                    .forEach(day -> daysByName.merge(day.getDayOfWeek(), 1, Integer::sum));
        }
    }

    /** Adds the reports of one day that were asked at one rate. */
    void add(LocalDate day, double rate, long asked) {
        if (asked == 0) {
            return;
        }
        double days = daysByName.getOrDefault(day.getDayOfWeek(), 1);
        double weight = ProgramSums.weight(rate);
        double more = (weight - 1) / days;
        double squared = more * weight / days;
        reports += asked / days;
        unseen += asked * more;
        variance += asked * squared;
        largest = Math.max(largest, more);
        largestVariance = Math.max(largestVariance, squared);
    }

    Estimate estimate() {
        double low = Intervals.gamma(unseen, variance, -Intervals.Z);
        double high = Intervals.gamma(unseen + largest, variance + largestVariance, Intervals.Z);
        return Figures.estimate(reports + unseen, reports + low, reports + high);
    }
}
