package dev.limpid.protocol.question.active;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.Program;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.question.active.Widening.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what one configuration allows and another does not. For one thread at a time. */
final class WideningFinder {

    private final CollectionConfig before;
    private final CollectionConfig after;
    private final List<Widening> found = new ArrayList<>();

    WideningFinder(CollectionConfig before, CollectionConfig after) {
        this.before = before;
        this.after = after;
    }

    List<Widening> all() {
        platforms(Kind.OS, before.os(), after.os());
        platforms(Kind.ARCH, before.arch(), after.arch());
        platforms(Kind.RUNTIME, before.runtime(), after.runtime());
        relays();
        after.programs().forEach(this::program);
        return List.copyOf(found);
    }

    private void relays() {
        List<String> added = without(
                after.relays().map(Relays::urls).orElse(List.of()),
                before.relays().map(Relays::urls).orElse(List.of()));
        if (!added.isEmpty()) {
            found.add(new Widening(Kind.RELAYS, "", Optional.empty(), Optional.empty(), added));
        }
        if (!mayGoDirectly(before) && mayGoDirectly(after)) {
            found.add(new Widening(Kind.DIRECT, "", Optional.empty(), Optional.empty(), List.of()));
        }
    }

    private static boolean mayGoDirectly(CollectionConfig config) {
        return config.relays().map(Relays::direct).orElse(true);
    }

    private void platforms(Kind kind, List<String> old, List<String> now) {
        List<String> added = without(now, old);
        if (!added.isEmpty()) {
            found.add(new Widening(kind, "", Optional.empty(), Optional.empty(), added));
        }
    }

    private void program(Program now) {
        Optional<Program> old = before.programs().stream()
                .filter(program -> program.name().equals(now.name()))
                .findFirst();
        List<String> added = without(now.versions(), old.map(Program::versions).orElse(List.of()));
        if (!added.isEmpty()) {
            found.add(new Widening(Kind.VERSIONS, now.name(), Optional.empty(), Optional.empty(), added));
        }
        for (Question question : now.questions()) {
            Optional<Question> same = before.question(CollectionConfig.chart(now, question))
                    .filter(other -> asksTheSame(other.asked(), question.asked()));
            if (old.isPresent() && same.isPresent()) {
                compare(old.get(), now, same.get(), question);
            } else {
                found.add(new Widening(
                        Kind.CHART,
                        now.name(),
                        before.question(CollectionConfig.chart(now, question)),
                        Optional.of(question),
                        List.of()));
            }
        }
    }

    /** Whether two questions can be compared: any two that ask for counters, others only if they ask for the same. */
    private static boolean asksTheSame(RequestedCounters a, RequestedCounters b) {
        if (a instanceof RequestedCounters.Stacks old && b instanceof RequestedCounters.Stacks now) {
            return old.counter().equals(now.counter());
        }
        return a instanceof RequestedCounters.Named ? b instanceof RequestedCounters.Named : a.equals(b);
    }

    private void compare(Program old, Program now, Question less, Question more) {
        Set<Attribute> by = EnumSet.noneOf(Attribute.class);
        by.addAll(more.by());
        by.removeAll(less.by());
        add(
                !by.isEmpty(),
                Kind.ATTRIBUTES,
                now,
                less,
                more,
                by.stream().map(Attribute::word).toList());
        if (less.asked() instanceof RequestedCounters.Named few
                && more.asked() instanceof RequestedCounters.Named many) {
            List<String> added = without(many.names(), few.names());
            add(!added.isEmpty(), Kind.COUNTERS, now, less, more, added);
        }
        add(more.rate() > less.rate(), Kind.RATE, now, less, more, List.of());
        List<String> versions = without(covered(now, more), covered(old, less));
        versions.retainAll(old.versions());
        boolean earlier = !versions.isEmpty() || startsEarlier(old, now, less, more);
        add(earlier, Kind.SINCE, now, less, more, versions);
        boolean longer = less.until().isPresent()
                && (more.until().isEmpty()
                        || more.until().get().isAfter(less.until().get()));
        add(longer, Kind.UNTIL, now, less, more, List.of());
        if (less.asked() instanceof RequestedCounters.Stacks few
                && more.asked() instanceof RequestedCounters.Stacks many) {
            stacks(now, less, more, few, many);
        }
    }

    private void stacks(
            Program now, Question less, Question more, RequestedCounters.Stacks few, RequestedCounters.Stacks many) {
        boolean deeper = few.depth() > 0 && (many.depth() == 0 || many.depth() > few.depth());
        add(deeper, Kind.DEPTH, now, less, more, List.of());
        boolean wider = !few.frames().isEmpty()
                && (many.frames().isEmpty() || !many.frames().stream().allMatch(prefix -> shows(few, prefix)));
        add(
                wider,
                Kind.FRAMES,
                now,
                less,
                more,
                many.frames().stream().filter(prefix -> !shows(few, prefix)).toList());
        add(many.unlisted() && !few.unlisted(), Kind.UNLISTED, now, less, more, List.of());
    }

    private static boolean shows(RequestedCounters.Stacks stacks, String prefix) {
        return stacks.frames().stream().anyMatch(prefix::startsWith);
    }

    /** Whether a question now starts before its old first version, and covers versions that were not listed before. */
    private static boolean startsEarlier(Program old, Program now, Question less, Question more) {
        if (old.versions().isEmpty()) {
            return false;
        }
        int place = now.versions().indexOf(less.since().orElse(old.versions().get(0)));
        int start = more.since().map(now.versions()::indexOf).orElse(0);
        return place > start && !old.versions().containsAll(now.versions().subList(start, place));
    }

    private static List<String> covered(Program program, Question question) {
        int since = question.since().map(program.versions()::indexOf).orElse(0);
        return program.versions().subList(since, program.versions().size());
    }

    private void add(boolean is, Kind kind, Program program, Question less, Question more, List<String> names) {
        if (is) {
            found.add(new Widening(kind, program.name(), Optional.of(less), Optional.of(more), names));
        }
    }

    private static List<String> without(Collection<String> some, Collection<String> others) {
        List<String> left = new ArrayList<>(some);
        left.removeAll(Set.copyOf(others));
        return left;
    }
}
