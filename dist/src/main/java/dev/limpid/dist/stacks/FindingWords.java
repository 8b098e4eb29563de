package dev.limpid.dist.stacks;

import dev.limpid.charts.ChartResult.StackGroup;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.triage.StackHistory;
import dev.limpid.charts.triage.StackHistory.Group;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.words.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The texts about a group, each a sentence or part of one; the same in all outputs for people. */
final class FindingWords {

    private FindingWords() {}

    /** How many machines had it, in its last week. */
    static String installations(Finding finding, StackHistory history) {
        Group group = finding.triaged().group();
        StackGroup newest = group.newest();
        return amount(newest.installations()) + " installations in the week of "
                + history.weeks().get(group.last()).monday() + ", "
                + Numbers.percent(newest.share().value()) + " of those asked";
    }

    private static String amount(Estimate estimate) {
        String value = Numbers.amount(estimate.value());
        if (!estimate.hasInterval()) {
            return value;
        }
        String low = Numbers.amount(estimate.low());
        String high = Numbers.amount(estimate.high());
        return low.equals(high) ? value : value + " (" + low + " to " + high + ")";
    }

    /** The range of versions, and the systems. */
    static String versions(Finding finding) {
        Group group = finding.triaged().group();
        List<String> versions = group.values(Attribute.VERSION);
        StringBuilder words = new StringBuilder();
        if (!versions.isEmpty()) {
            String first = versions.get(0);
            String last = versions.get(versions.size() - 1);
            words.append(versions.size() == 1 ? "only version " + first : "versions " + first + " to " + last);
        }
        for (Attribute by : List.of(Attribute.OS, Attribute.ARCH, Attribute.RUNTIME)) {
            List<String> values = group.values(by);
            if (!values.isEmpty()) {
                words.append(words.isEmpty() ? "" : "; ").append(String.join(", ", values));
            }
        }
        return words.toString();
    }

    /** Installations week by week, oldest first; a dot for weeks without it. */
    static String trend(Finding finding) {
        return finding.triaged().group().points().stream()
                .map(point -> point.map(
                                week -> Numbers.amount(week.installations().value()))
                        .orElse("·"))
                .collect(Collectors.joining(" "));
    }

    /** Its title: the frame that names it. */
    static String title(Finding finding) {
        return finding.triaged().group().key().top();
    }

    static String callers(Finding finding) {
        List<String> frames = finding.triaged().group().key().frames();
        return String.join(", ", frames.subList(1, frames.size()));
    }

    /** The issues that claim it. */
    static String claims(Finding finding) {
        return finding.triaged().claims().stream()
                .map(claim -> claim.name()
                        + claim.fixed()
                                .map(version -> " (marked as fixed in " + version + ")")
                                .orElse(""))
                .collect(Collectors.joining(", "));
    }

    static Optional<String> when(StackHistory history, Finding finding) {
        return Optional.of("first in the week of "
                + history.weeks().get(finding.triaged().group().first()).monday() + " of "
                + Numbers.of(history.weeks().size(), "week") + " looked at");
    }
}
