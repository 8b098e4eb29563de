package dev.limpid.protocol.review;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.review.Asked.Name;
import dev.limpid.protocol.review.Asked.Terms;
import dev.limpid.protocol.review.Change.Direction;
import dev.limpid.protocol.text.Counted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a change would newly collect, from which programs and versions, and what it would collect no more. */
public final class ConfigDifference {

    private final List<Change> changes = new ArrayList<>();

    private ConfigDifference() {}

    /** What a change of charts means, before it is decided. */
    public static List<Change> between(List<Chart> before, List<Chart> after) {
        ConfigDifference difference = new ConfigDifference();
        difference.asked(Asked.of(before), Asked.of(after));
        difference.changes.addAll(ChartDifference.between(before, after));
        return difference.sorted();
    }

    /** What one configuration asks for that the other does not; everything is new without one before. */
    public static List<Change> between(Optional<UploadConfig> before, UploadConfig after) {
        ConfigDifference difference = new ConfigDifference();
        difference.platforms(before, after);
        difference.versions(before, after);
        difference.asked(before.map(Asked::of).orElse(new Asked(new TreeMap<>())), Asked.of(after));
        return difference.sorted();
    }

    private List<Change> sorted() {
        changes.sort(Comparator.comparing(Change::direction)
                .thenComparing(change -> change.program().orElse("")));
        return List.copyOf(changes);
    }

    private void platforms(Optional<UploadConfig> before, UploadConfig after) {
        names("operating system", before.map(UploadConfig::os).orElse(List.of()), after.os(), Optional.empty());
        names("processor", before.map(UploadConfig::arch).orElse(List.of()), after.arch(), Optional.empty());
        names("runtime", before.map(UploadConfig::runtime).orElse(List.of()), after.runtime(), Optional.empty());
        before.map(UploadConfig::sampleRate)
                .filter(rate -> rate != after.sampleRate())
                .ifPresent(rate -> changes.add(new Change(
                        after.sampleRate() > rate ? Direction.MORE : Direction.LESS,
                        Optional.empty(),
                        "reports from " + Percent.of(after.sampleRate()) + " of those who take part, before "
                                + Percent.of(rate),
                        List.of())));
        before.map(UploadConfig::fetchRate)
                .filter(rate -> rate != after.fetchRate())
                .ifPresent(rate -> changes.add(new Change(
                        Direction.OTHER,
                        Optional.empty(),
                        Percent.of(after.fetchRate())
                                + " of those who take part look for a new configuration each week," + " before "
                                + Percent.of(rate),
                        List.of())));
    }

    private void versions(Optional<UploadConfig> before, UploadConfig after) {
        Map<String, List<String>> old = versions(before);
        Map<String, List<String>> now = versions(Optional.of(after));
        for (String program : union(old.keySet(), now.keySet())) {
            names(
                    "version",
                    old.getOrDefault(program, List.of()),
                    now.getOrDefault(program, List.of()),
                    Optional.of(program));
        }
    }

    private static Map<String, List<String>> versions(Optional<UploadConfig> config) {
        Map<String, List<String>> versions = new TreeMap<>();
        config.ifPresent(
                present -> present.programs().forEach(program -> versions.put(program.name(), program.versions())));
        return versions;
    }

    private void names(String what, List<String> before, List<String> after, Optional<String> program) {
        List<String> added = new ArrayList<>(after);
        added.removeAll(before);
        List<String> removed = new ArrayList<>(before);
        removed.removeAll(after);
        if (!added.isEmpty()) {
            changes.add(new Change(Direction.MORE, program, list(what, added), List.of()));
        }
        if (!removed.isEmpty()) {
            changes.add(new Change(Direction.LESS, program, list(what, removed), List.of()));
        }
    }

    private static String list(String what, List<String> names) {
        return names.size() <= 12
                ? Counted.noun(names.size(), what) + " " + String.join(", ", names)
                : Counted.of(names.size(), what) + ", " + names.get(0) + " to " + names.get(names.size() - 1);
    }

    private void asked(Asked before, Asked after) {
        for (String program : union(before.programs().keySet(), after.programs().keySet())) {
            Map<Name, Terms> old = before.programs().getOrDefault(program, new TreeMap<>());
            Map<Name, Terms> now = after.programs().getOrDefault(program, new TreeMap<>());
            Map<Change, List<Name>> same = new LinkedHashMap<>();
            for (Name name : union(old.keySet(), now.keySet())) {
                for (Change change : changes(program, old.get(name), now.get(name))) {
                    same.computeIfAbsent(change, key -> new ArrayList<>()).add(name);
                }
            }
            same.forEach((change, names) -> changes.add(
                    new Change(change.direction(), change.program(), names(names) + change.sentence(), change.why())));
        }
    }

    /** What changed of one counter; the sentences begin after its name. */
    private static List<Change> changes(String program, @Nullable Terms before, @Nullable Terms after) {
        if (before == null) {
            return after == null ? List.of() : List.of(change(Direction.MORE, program, TermsInWords.of(after), after));
        }
        if (after == null) {
            return List.of(change(Direction.LESS, program, "", before));
        }
        List<Change> changes = new ArrayList<>();
        TermsInWords.changes(before, after)
                .forEach((sentence, direction) -> changes.add(change(direction, program, sentence, after)));
        return changes;
    }

    private static Change change(Direction direction, String program, String sentence, Terms terms) {
        return new Change(direction, Optional.of(program), sentence, terms.why());
    }

    /** The names of a kind in one breath: {@code counter tool/command:{build,test}}. */
    private static String names(List<Name> names) {
        Map<String, List<String>> buckets = new LinkedHashMap<>();
        for (Name name : names) {
            int colon = name.name().indexOf(':');
            String chart =
                    name.kind() + " " + (colon < 0 ? name.name() : name.name().substring(0, colon));
            List<String> of = buckets.computeIfAbsent(chart, key -> new ArrayList<>());
            if (colon >= 0) {
                of.add(name.name().substring(colon + 1));
            }
        }
        List<String> texts = new ArrayList<>();
        buckets.forEach((chart, of) -> texts.add(
                of.isEmpty() ? chart : chart + ":" + (of.size() == 1 ? of.get(0) : "{" + String.join(",", of) + "}")));
        return String.join(", ", texts);
    }

    private static <T> Collection<T> union(Collection<T> some, Collection<T> others) {
        TreeSet<T> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }
}
