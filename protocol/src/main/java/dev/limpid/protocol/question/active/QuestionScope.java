package dev.limpid.protocol.question.active;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.ProgramQuestion;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything that one question allows, in a form that can be compared: sorted names, and explicit lists of the versions
 * and platforms that answers may name.
 *
 * @param rate the share of machines that answer
 * @param by the attributes by which an answer separates builds
 * @param asked what is counted, with sorted names
 * @param values the values that an answer may name: the versions that the question covers, and platforms if it names
 *     any
 * @param until the last day on which events may be counted
 */
record QuestionScope(
        double rate,
        Set<Attribute> by,
        RequestedCounters asked,
        Map<Attribute, Set<String>> values,
        Optional<LocalDate> until) {

    static QuestionScope of(CollectionConfig config, ProgramQuestion asked) {
        Question question = asked.question();
        Map<Attribute, Set<String>> values = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            if (names(attribute, question.by(), question.asked())) {
                values.put(attribute, values(config, asked, attribute));
            }
        }
        return new QuestionScope(question.rate(), question.by(), inOrder(question.asked()), values, question.until());
    }

    private static Set<String> values(CollectionConfig config, ProgramQuestion asked, Attribute attribute) {
        List<String> all = switch (attribute) {
            case VERSION -> asked.program().versions();
            case RUNTIME -> config.runtime();
            case OS -> config.os();
            case ARCH -> config.arch();
        };
        return all.stream()
                .map(attribute::coarse)
                .filter(value -> config.knows(asked, attribute, value))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether answers depend on the known values of an attribute; on those of the version they always do. */
    private static boolean names(Attribute attribute, Set<Attribute> by, RequestedCounters asked) {
        return attribute == Attribute.VERSION
                || by.contains(attribute)
                || (asked instanceof RequestedCounters.BuiltIn builds && builds.attribute() == attribute);
    }

    private static RequestedCounters inOrder(RequestedCounters asked) {
        if (asked instanceof RequestedCounters.Named counters) {
            return new RequestedCounters.Named(
                    counters.names().stream().sorted().toList());
        }
        return asked instanceof RequestedCounters.Stacks stacks
                ? new RequestedCounters.Stacks(
                        stacks.counter(), stacks.depth(), shortest(stacks.frames()), stacks.unlisted())
                : asked;
    }

    /** The prefixes without those that a shorter one covers. */
    private static List<String> shortest(List<String> prefixes) {
        return prefixes.stream()
                .filter(prefix ->
                        prefixes.stream().noneMatch(other -> !other.equals(prefix) && prefix.startsWith(other)))
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether another scope allows everything that this one does. */
    boolean isWithin(QuestionScope other) {
        return intersect(other).filter(this::equals).isPresent();
    }

    /** What both scopes allow; empty if that is nothing. */
    Optional<QuestionScope> intersect(QuestionScope other) {
        Optional<RequestedCounters> both = intersect(asked, other.asked);
        EnumSet<Attribute> common = EnumSet.noneOf(Attribute.class);
        common.addAll(by);
        common.retainAll(other.by);
        Map<Attribute, Set<String>> known = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            if (both.isPresent() && names(attribute, common, both.get())) {
                Set<String> all = new TreeSet<>(values.getOrDefault(attribute, Set.of()));
                all.retainAll(other.values.getOrDefault(attribute, Set.of()));
                known.put(attribute, all);
            }
        }
        if (both.isEmpty() || known.values().stream().anyMatch(Set::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(new QuestionScope(
                Math.min(rate, other.rate),
                Collections.unmodifiableSet(common),
                both.get(),
                known,
                earlier(until, other.until)));
    }

    private static Optional<RequestedCounters> intersect(RequestedCounters one, RequestedCounters other) {
        if (one instanceof RequestedCounters.Named these && other instanceof RequestedCounters.Named those) {
            Set<String> also = new HashSet<>(those.names());
            List<String> both = these.names().stream().filter(also::contains).toList();
            return both.isEmpty() ? Optional.empty() : Optional.of(new RequestedCounters.Named(both));
        }
        if (one instanceof RequestedCounters.Stacks these
                && other instanceof RequestedCounters.Stacks those
                && these.counter().equals(those.counter())) {
            return intersect(these, those);
        }
        return one.equals(other) ? Optional.of(one) : Optional.empty();
    }

    private static Optional<RequestedCounters> intersect(RequestedCounters.Stacks one, RequestedCounters.Stacks other) {
        int depth = one.depth() == 0 || other.depth() == 0
                ? Math.max(one.depth(), other.depth())
                : Math.min(one.depth(), other.depth());
        boolean unlisted = one.unlisted() && other.unlisted();
        if (one.frames().isEmpty() || other.frames().isEmpty()) {
            List<String> named = one.frames().isEmpty() ? other.frames() : one.frames();
            return Optional.of(new RequestedCounters.Stacks(one.counter(), depth, named, unlisted));
        }
        TreeSet<String> both = new TreeSet<>();
        for (String these : one.frames()) {
            for (String those : other.frames()) {
                if (these.startsWith(those)) {
                    both.add(these);
                } else if (those.startsWith(these)) {
                    both.add(those);
                }
            }
        }
        // An empty list of prefixes would allow any frame.
        return both.isEmpty()
                ? Optional.empty()
                : Optional.of(new RequestedCounters.Stacks(one.counter(), depth, List.copyOf(both), unlisted));
    }

    private static Optional<LocalDate> earlier(Optional<LocalDate> one, Optional<LocalDate> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.get().isBefore(other.get()) ? one : other;
    }
}
