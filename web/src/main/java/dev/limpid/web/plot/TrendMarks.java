package dev.limpid.web.plot;

import dev.limpid.charts.Trend;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.SiteMessages;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Events in the weeks of a trend: versions that answers began to name, and configurations that changed the question. The data does not
 * say when a version was released, only in which week its first answers came.
 *
 * @param versions the first answers of versions
 * @param configs the configurations
 */
public record TrendMarks(List<Mark> versions, List<Mark> configs) {

    /** No events. */
    public static final TrendMarks NONE = new TrendMarks(List.of(), List.of());

    /** The least distance between labels, as a fraction of the width of a desktop and of a phone. */
    private static final double APART = 0.09;

    private static final double APART_ON_PHONES = 0.3;

    public TrendMarks {
        versions = List.copyOf(versions);
        configs = List.copyOf(configs);
    }

    /**
     * One event.
     *
     * @param day the day; for a version, the Monday of its week
     * @param name the version
     * @param change what the configuration changed; empty for a version
     * @param x the position of the mark
     * @param label the pages with room for its name
     */
    public record Mark(LocalDate day, String name, Optional<Change> change, String x, Label label) {
        String inWords(SiteMessages words) {
            return change.map(one -> words.say("trend.mark.config", "version", name, "what", one.inWords(words)))
                    .orElseGet(() -> words.say("trend.mark.version", "version", name));
        }
    }

    /** The pages with room for a mark's name. */
    public enum Label {
        NOWHERE,
        ON_WIDE_PAGES,
        EVERYWHERE
    }

    /** A change of what a chart asks, in words of any language. */
    public interface Change {
        /** The change in words. */
        String inWords(SiteMessages words);
    }

    /** A configuration that changed what a chart asks. */
    public record Changed(LocalDate day, String version, Change what) {}

    /** The marks of a trend over these weeks. */
    public static TrendMarks of(
            List<LocalDate> weeks, Collection<Trend.FirstSeen> versions, Collection<Changed> configs) {
        if (weeks.size() < 2) {
            return NONE;
        }
        List<Mark> ofVersions = versions.stream()
                .map(one -> mark(weeks, one.week(), one.version(), Optional.empty()))
                .toList();
        List<Mark> ofConfigs = configs.stream()
                .filter(one -> one.day().isAfter(weeks.get(0))
                        && !one.day().isAfter(weeks.get(weeks.size() - 1).plusDays(6)))
                .map(one -> mark(weeks, one.day(), one.version(), Optional.of(one.what())))
                .toList();
        return new TrendMarks(labelled(ofVersions), labelled(ofConfigs));
    }

    private static Mark mark(List<LocalDate> weeks, LocalDate day, String name, Optional<Change> what) {
        return new Mark(day, name, what, WeekAxis.percent(Math.min(1, WeekAxis.x(weeks, day))), Label.NOWHERE);
    }

    /** Adds labels to as many marks as there is room for, starting with the newest. */
    private static List<Mark> labelled(List<Mark> marks) {
        List<Mark> sorted = new ArrayList<>(marks);
        sorted.sort(java.util.Comparator.comparing(Mark::day).reversed());
        double last = 2;
        double lastOnPhones = 2;
        for (int i = 0; i < sorted.size(); i++) {
            Mark mark = sorted.get(i);
            double x = Double.parseDouble(mark.x().substring(0, mark.x().length() - 1)) / 100;
            if (last - x >= APART) {
                boolean everywhere = lastOnPhones - x >= APART_ON_PHONES;
                last = x;
                lastOnPhones = everywhere ? x : lastOnPhones;
                Label label = everywhere ? Label.EVERYWHERE : Label.ON_WIDE_PAGES;
                sorted.set(i, new Mark(mark.day(), mark.name(), mark.change(), mark.x(), label));
            }
        }
        java.util.Collections.reverse(sorted);
        return sorted;
    }

    /** Whether there are no events. */
    public boolean isEmpty() {
        return versions.isEmpty() && configs.isEmpty();
    }

    /** The events in the week that begins on a Monday, in words. */
    public List<String> in(LocalDate week, SiteMessages say) {
        List<String> words = new ArrayList<>();
        for (List<Mark> marks : List.of(versions, configs)) {
            marks.stream()
                    .filter(mark -> !mark.day().isBefore(week) && mark.day().isBefore(week.plusDays(7)))
                    .forEach(mark -> words.add(mark.inWords(say)));
        }
        return words;
    }

    /** All events in words. */
    String summary(SiteMessages say) {
        int most = 8;
        List<Mark> all = new ArrayList<>(versions);
        all.addAll(configs);
        all.sort(java.util.Comparator.comparing(Mark::day).reversed());
        String words = all.stream()
                .limit(most)
                .map(mark -> say.say("trend.mark", "what", mark.inWords(say), "day", Dates.day(mark.day(), say)))
                .collect(Collectors.joining("; "));
        return all.size() > most
                ? say.countSentence("trend.marked.more", all.size() - most, "marks", words)
                : say.say("trend.marked", "marks", words);
    }
}
