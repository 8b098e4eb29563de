package dev.limpid.charts.plan;

import dev.limpid.charts.NaturalOrder;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Selects the charts of a program that count the machines it ran on, and the share of each in that count. The selection
 * depends on what was asked and never on how many answered: the chart with the most answers is the one that happened to
 * be drawn most often, and its count of machines is too large.
 *
 * <p>Every machine of the program is asked for a chart if each configuration in use asks it of all versions, with the
 * same question except for the rate, and distinguishes builds by the version at most: a machine whose system no
 * configuration names does not answer a chart by system, and a changed question may be paused while the change is
 * announced. Such charts are combined, each weighted by the precision r/(1 − r) of its rate r, so a chart that asks
 * everybody decides alone. If there are none, the chart whose question misses the fewest machines is used: one that
 * asks all versions rather than some, then the one with the highest rate, then the first in the text.
 *
 * <p>A chart that nobody answered has a share too; otherwise the charts that happened to be drawn would count too many.
 * It is considered lost, and not used, if the other charts show that at least {@value #NEVER_NONE} answers should
 * have arrived: the probability that chance leaves none of them is 2·10^-9.
 */
public final class InstallationCountCharts {

    /** Even a chart that asks everybody is not infinitely precise: some of its answers are lost on the way. */
    private static final double LEAST_MISSING = 1e-6;

    /** If this many answers are expected, at least one arrives. */
    private static final double NEVER_NONE = 20;

    private InstallationCountCharts() {}

    /**
     * The shares of the charts, by full ID. They add up to 1; empty if no chart has answers.
     *
     * @param program the program's name
     * @param inUse the configurations that the program's answers name, in any order
     * @param week the Monday of the last week that the answers are about
     * @param counted whether a chart, by its full ID, is counted at all
     * @param answers how many answers there are to each chart that has any, by its full ID
     */
    public static Map<String, Double> shares(
            String program,
            Collection<CollectionConfig> inUse,
            LocalDate week,
            Predicate<String> counted,
            Map<String, Long> answers) {
        List<CollectionConfig> configs = new ArrayList<>(inUse);
        configs.sort(Comparator.comparing(CollectionConfig::version, NaturalOrder.INSTANCE));
        if (answers.isEmpty() || configs.isEmpty()) {
            return Map.of();
        }
        Map<String, Double> rates = new TreeMap<>();
        for (Question question : questions(configs.get(configs.size() - 1), program)) {
            String id = program + "/" + question.id();
            if (counted.test(id) && asksEveryMachine(question, configs, id, week)) {
                rates.put(id, question.rate());
            }
        }
        if (rates.keySet().stream().noneMatch(answers::containsKey)) {
            return Map.of(widest(program, configs, answers.keySet()), 1.0);
        }
        removeLost(rates, answers);
        rates.replaceAll((id, rate) -> rate / Math.max(LEAST_MISSING, 1 - rate));
        double whole = rates.values().stream().mapToDouble(Double::doubleValue).sum();
        rates.replaceAll((id, precision) -> precision / whole);
        return rates;
    }

    private static void removeLost(Map<String, Double> rates, Map<String, Long> answers) {
        double found = 0;
        double asked = 0;
        for (Map.Entry<String, Double> chart : rates.entrySet()) {
            found += answers.getOrDefault(chart.getKey(), 0L);
            asked += answers.containsKey(chart.getKey()) ? chart.getValue() : 0;
        }
        double machines = found / asked;
        rates.entrySet()
                .removeIf(chart -> !answers.containsKey(chart.getKey()) && machines * chart.getValue() >= NEVER_NONE);
    }

    private static List<Question> questions(CollectionConfig config, String program) {
        return config.programs().stream()
                .filter(one -> one.name().equals(program))
                .flatMap(one -> one.questions().stream())
                .toList();
    }

    private static boolean asksEveryMachine(
            Question question, List<CollectionConfig> configs, String id, LocalDate week) {
        // A machine's week ends within the calendar week it is filed under, so no answer covers a day after that week.
        boolean lasts =
                question.until().map(day -> !day.isBefore(week.plusDays(6))).orElse(true);
        return lasts
                && question.since().isEmpty()
                && Set.of(Attribute.VERSION).containsAll(question.by())
                && configs.stream()
                        .allMatch(config -> config.question(id)
                                .map(one -> differsOnlyInRate(one, question))
                                .orElse(false));
    }

    private static boolean differsOnlyInRate(Question one, Question other) {
        return one.since().equals(other.since())
                && one.by().equals(other.by())
                && one.asked().equals(other.asked())
                && one.until().equals(other.until());
    }

    /**
     * The chart whose question misses the fewest machines. The newest configuration decides, then the one before it.
     */
    private static String widest(String program, List<CollectionConfig> configs, Collection<String> answered) {
        for (int newest = configs.size() - 1; newest >= 0; newest--) {
            Optional<Question> widest = questions(configs.get(newest), program).stream()
                    .filter(question -> answered.contains(program + "/" + question.id()))
                    .max(Comparator.comparing((Question question) -> asksAllVersions(question, configs, program))
                            .thenComparing(Question::rate));
            if (widest.isPresent()) {
                return program + "/" + widest.get().id();
            }
        }
        throw new IllegalArgumentException("no configuration asks what was answered of " + program + ": " + answered);
    }

    private static boolean asksAllVersions(Question question, List<CollectionConfig> configs, String program) {
        return configs.stream()
                .flatMap(config -> config.question(program + "/" + question.id()).stream())
                .allMatch(one -> one.since().isEmpty());
    }
}
