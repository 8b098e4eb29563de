package dev.limpid.charts;

import dev.limpid.charts.Population.Group;
import dev.limpid.charts.Population.Spell;
import dev.limpid.protocol.config.UploadConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A situation in which intervals are tried.
 *
 * @param title what is special about it
 */
record Scenario(String title, Population population) {

    static List<Scenario> all() {
        return List.of(
                day("one rate, 450 reports", group(0.15, Installations.ORDINARY, 3000)),
                day("one rate, 1,500 reports", group(0.15, Installations.ORDINARY, 10_000)),
                day("one rate, 20 reports", group(0.01, Installations.ORDINARY, 2000)),
                day(
                        "half at rate 0.4, half with a new version at 0.15",
                        group(0.4, Installations.ORDINARY, 1500),
                        group(0.15, Installations.NEW, 1500)),
                farRates(),
                new Scenario(
                        "rate 0.3 becomes 0.03, with a new version, in mid-week",
                        new Population(
                                Period.weekTo(Town.DAY),
                                List.of(
                                        group(Installations.ORDINARY, 1500, spell(0.3, 17, 17)),
                                        group(Installations.ORDINARY, 700, spell(0.3, 18, 18)),
                                        group(Installations.NEW, 800, spell(0.03, 19, 19)),
                                        group(Installations.NEW, 1500, spell(0.03, 20, 20))),
                                List.of())),
                day("sizes over six powers of ten; 600 reports", group(0.15, Installations.UNEQUAL, 4000)),
                day("all alike; 100 reports", group(0.1, Installations.ALIKE, 1000)),
                month("a month of 500 at rate 1", group(Installations.ORDINARY, 500, spell(1, 1, 31))),
                month("a month of 3,000 at rate 0.05", group(Installations.ORDINARY, 3000, spell(0.05, 1, 31))),
                month(
                        "a month of 800, rate 1 becomes 0.1",
                        group(Installations.ORDINARY, 800, spell(1, 1, 15), spell(0.1, 16, 31))),
                month("nine days of a month", group(Installations.ORDINARY, 3000, spell(0.1, 1, 9))),
                day("more stacks than are kept", group(0.3, Installations.CRASHING, 2500)),
                new Scenario(
                        "one in four of linux takes part; known margins",
                        new Population(
                                Period.day(Town.DAY),
                                List.of(
                                        group(0.3, 1, Installations.ORDINARY, 1500),
                                        group(0.3, 0.25, Installations.NEW, 1500)),
                                List.of(new Margin(
                                        Town.TOOL, Platform.OS, new TreeMap<>(Map.of("linux", 0.5, "darwin", 0.5)))))));
    }

    /** The new version is seen in ten reports that stand for fifty installations each. */
    static Scenario farRates() {
        return day(
                "four fifths at rate 1, the rest with a new version at 0.02",
                group(1, Installations.ORDINARY, 2000),
                group(0.02, Installations.NEW, 500));
    }

    private static Scenario day(String title, Group... groups) {
        return new Scenario(title, new Population(Period.day(Town.DAY), List.of(groups), List.of()));
    }

    private static Scenario month(String title, Group... groups) {
        return new Scenario(title, new Population(Period.monthOf(Town.DAY), List.of(groups), List.of()));
    }

    private static UploadConfig rate(double rate) {
        return Town.config("v1.0." + Math.round(1000 * rate), rate);
    }

    private static Group group(double rate, Installations habits, int number) {
        return group(rate, 1, habits, number);
    }

    private static Group group(double rate, double answering, Installations habits, int number) {
        return new Group(List.of(new Spell(rate(rate), Period.day(Town.DAY))), answering, habits.take(number, number));
    }

    private static Group group(Installations habits, int number, Spell... spells) {
        return new Group(List.of(spells), 1, habits.take(number, number));
    }

    /** From one day of the month to another. */
    private static Spell spell(double rate, int from, int to) {
        return new Spell(rate(rate), Period.of(Town.DAY.withDayOfMonth(from), Town.DAY.withDayOfMonth(to)));
    }

    @Override
    public String toString() {
        return title;
    }
}
