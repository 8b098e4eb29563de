package dev.limpid.charts.triage;

import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.NaturalOrder;
import dev.limpid.charts.stacks.KnownStack;
import dev.limpid.charts.stacks.KnownStacks;
import dev.limpid.charts.triage.StackHistory.Group;
import dev.limpid.charts.triage.StackHistory.Member;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.release.ReleaseVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Groups of stacks, matched with what the program's maintainers know about them.
 *
 * @param groups the groups of the history
 * @param overlaps stacks that match more than one known stack
 */
public record TriagedStacks(List<TriagedGroup> groups, List<Overlap> overlaps) {

    /** A group that is missing in this many of the newest weeks is gone. */
    public static final int GONE_WEEKS = 4;

    public TriagedStacks {
        groups = List.copyOf(groups);
        overlaps = List.copyOf(overlaps);
    }

    /** The state of a group. */
    public enum State {
        /** It is in the newest week and in no earlier one. */
        NEW,
        /** It was there before. */
        KNOWN,
        /** It is in a version in which it should have been fixed. */
        RETURNED,
        /** It is in none of the newest weeks. */
        GONE;

        /** The name in texts and in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where the stacks of a group come from. */
    public enum Origin {
        /** From releases that users run. */
        USERS,
        /** From pre-releases and development builds only. */
        DEVELOPMENT,
        /** From the maintainers' own trials only. */
        TRIAL;

        /** The name in texts and in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A group and what is known about it.
     *
     * @param claims the issues that any of its stacks match
     * @param regressed those of them whose own stacks have returned
     */
    public record TriagedGroup(
            Group group, State state, Origin origin, List<KnownStack> claims, List<KnownStack> regressed) {
        public TriagedGroup {
            claims = List.copyOf(claims);
            regressed = List.copyOf(regressed);
        }
    }

    /** A stack and all known stacks that it matches. */
    public record Overlap(List<String> frames, List<KnownStack> claims) {
        public Overlap {
            frames = List.copyOf(frames);
            claims = List.copyOf(claims);
        }
    }

    /** Triages all groups of a history. */
    public static TriagedStacks of(StackHistory history, KnownStacks known) {
        List<TriagedGroup> judged = new ArrayList<>();
        List<Overlap> overlaps = new ArrayList<>();
        for (Group group : history.groups()) {
            List<KnownStack> claims = new ArrayList<>();
            boolean isTrial = !group.stacks().isEmpty();
            List<KnownStack> back = new ArrayList<>();
            for (Member stack : group.stacks()) {
                List<String> versions = stack.versions().stream()
                        .filter(version -> !known.isTestVersion(version))
                        .toList();
                if (versions.isEmpty() && !stack.versions().isEmpty()) {
                    continue; // seen in trials only, which may match any known stack
                }
                List<KnownStack> of = known.matching(stack.frames());
                if (of.size() > 1) {
                    overlaps.add(new Overlap(stack.frames(), of));
                }
                isTrial &= of.stream().anyMatch(KnownStack::isTestCrash);
                List<KnownStack> issues =
                        of.stream().filter(one -> !one.isTestCrash()).toList();
                issues.stream().filter(one -> !claims.contains(one)).forEach(claims::add);
                issues.stream()
                        .filter(one -> isIn(versions, one.fixed()) && !back.contains(one))
                        .forEach(back::add);
            }
            Origin origin = isTrial ? Origin.TRIAL : isDevelopmentOnly(group) ? Origin.DEVELOPMENT : Origin.USERS;
            State state = state(group, history.weeks().size(), !back.isEmpty());
            judged.add(new TriagedGroup(group, state, origin, claims, back));
        }
        return new TriagedStacks(judged, overlaps);
    }

    private static State state(Group group, int weeks, boolean isBack) {
        if (weeks - 1 - group.last() >= GONE_WEEKS) {
            return State.GONE;
        }
        if (isBack) {
            return State.RETURNED;
        }
        return group.first() == weeks - 1 ? State.NEW : State.KNOWN;
    }

    /** Whether it was seen in the version that should have fixed it, or in a later one. */
    private static boolean isIn(List<String> versions, Optional<String> fixed) {
        return fixed.isPresent()
                && versions.stream()
                        .anyMatch(version -> !version.equals(Cell.OTHER) && compare(version, fixed.get()) >= 0);
    }

    private static int compare(String version, String other) {
        Optional<ReleaseVersion> one = parseVersion(version);
        Optional<ReleaseVersion> two = parseVersion(other);
        return one.isPresent() && two.isPresent()
                ? one.get().compareTo(two.get())
                : NaturalOrder.INSTANCE.compare(version, other);
    }

    /** Parses a version; maintainers may have written the release's tag instead. */
    private static Optional<ReleaseVersion> parseVersion(String version) {
        return ReleaseVersion.parse(version.startsWith("v") ? version.substring(1) : version);
    }

    private static boolean isDevelopmentOnly(Group group) {
        List<String> versions = group.values(Attribute.VERSION);
        return !versions.isEmpty()
                && versions.stream()
                        .allMatch(version -> ReleaseVersion.parse(version)
                                .map(one -> one.isPrerelease() || !one.isReleased())
                                .orElse(false));
    }
}
