package dev.limpid.charts;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Installations of which everything is known. Each draw is of as many installations, taken at random from those listed,
 * which report by the clients' rule: what is true of those listed is what the intervals of each draw should hold.
 */
final class Population {

    private static final UploadConfig EVERYBODY = Town.config("v1.0.0", 1);

    private static final int DAYS_OF_WEEK = 7;

    private final List<Group> groups;
    private final Period period;
    private final List<Margin> margins;
    private final ChartPlan plan;
    private final ChartPlan naive;

    /**
     * Installations that are asked alike.
     *
     * @param spells which configuration they have from when to when
     * @param answering how many of them take part; what is true is of all
     * @param installations what each counts in every week
     */
    record Group(List<Spell> spells, double answering, List<ProgramReport> installations) {}

    /** Days on which a configuration is in force. */
    record Spell(UploadConfig config, Period days) {}

    Population(Period period, List<Group> groups, List<Margin> margins) {
        this.period = period;
        this.groups = List.copyOf(groups);
        this.margins = List.copyOf(margins);
        List<UploadConfig> configs = groups.stream()
                .flatMap(group -> group.spells().stream())
                .map(Spell::config)
                .distinct()
                .toList();
        plan = ChartPlan.of(Town.charts(), configs, margins);
        naive = ChartPlan.of(
                Town.charts(),
                configs.stream()
                        .map(config -> EVERYBODY.withVersion(config.version()))
                        .toList(),
                margins);
    }

    /** What is true: everybody asked, once. */
    ChartSet census() {
        ChartFold fold = new ChartFold(ChartPlan.of(Town.charts(), List.of(EVERYBODY), margins));
        double x = 0;
        for (Group group : groups) {
            for (ProgramReport one : group.installations()) {
                x += 1e-6;
                fold.add(EVERYBODY.select(report(Town.DAY, x, Installations.withoutNoise(one))));
            }
        }
        return fold.charts("town", EVERYBODY.version(), Period.weekTo(Town.DAY));
    }

    /** What the charts claim to tell: where some take part less often, only what is reweighted. */
    Set<Survey.Kind> claimed() {
        return margins.isEmpty() ? EnumSet.allOf(Survey.Kind.class) : EnumSet.of(Survey.Kind.REWEIGHTED);
    }

    /**
     * The charts of those who happen to be asked.
     *
     * @param unweighted as if everybody had been asked
     */
    ChartSet draw(SplittableRandom random, boolean unweighted) {
        ChartFold fold = new ChartFold(unweighted ? naive : plan);
        for (Group group : groups) {
            int size = group.installations().size();
            for (int i = 0; i < size; i++) {
                ProgramReport one = group.installations().get(random.nextInt(size));
                if (group.answering() == 1 || random.nextDouble() < group.answering()) {
                    answer(fold, group, one, random);
                }
            }
        }
        return fold.charts("town", EVERYBODY.version(), period);
    }

    /** Reports once a week, on its own day of the week. */
    private static void answer(ChartFold fold, Group group, ProgramReport one, SplittableRandom random) {
        int weekday = random.nextInt(DAYS_OF_WEEK);
        for (Spell spell : group.spells()) {
            LocalDate last = spell.days().to();
            for (LocalDate day = spell.days().from(); !day.isAfter(last); day = day.plusDays(1)) {
                boolean isWeekEnd = spell.days().kind() == Period.Kind.DAY
                        || Math.floorMod(day.toEpochDay(), DAYS_OF_WEEK) == weekday;
                // Selecting would keep nothing beyond the rate; asking first spares making the report.
                if (isWeekEnd) {
                    double x = random.nextDouble();
                    if (x <= spell.config().sampleRate()) {
                        fold.add(spell.config().select(report(day, x, one)));
                    }
                }
            }
        }
    }

    private static Report report(LocalDate week, double x, ProgramReport one) {
        return new Report(week, Optional.empty(), x, "", List.of(one));
    }
}
