package dev.limpid.dist.stacks;

import dev.limpid.charts.stacks.KnownStack;
import dev.limpid.charts.triage.StackHistory;
import dev.limpid.charts.triage.TriagedStacks.Origin;
import dev.limpid.charts.triage.TriagedStacks.Overlap;
import dev.limpid.web.words.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the findings about stacks as lines of text. */
final class StacksText {

    private StacksText() {}

    static String of(Findings findings) {
        StackHistory history = findings.history();
        List<String> lines = new ArrayList<>();
        lines.add(history.title().title() + " (" + history.title().chart() + ")");
        lines.add(Numbers.of(history.weeks().size(), "week") + " from "
                + history.weeks().get(0).monday() + ", newest "
                + history.weeks().get(history.weeks().size() - 1).monday() + ": "
                + Numbers.of(findings.all().size(), "group") + " of stacks");
        for (Origin origin : Origin.values()) {
            List<Finding> of = findings.all().stream()
                    .filter(one -> one.triaged().origin() == origin)
                    .toList();
            if (!of.isEmpty() && origin != Origin.USERS) {
                lines.add("");
                lines.add(heading(origin) + ":");
            }
            of.forEach(one -> add(one, history, lines));
        }
        findings.overlaps().forEach(overlap -> lines.add("! " + words(overlap)));
        findings.notes().forEach(note -> lines.add("! " + note));
        return String.join("\n", lines) + "\n";
    }

    /** The heading of the groups with this origin. */
    static String heading(Origin origin) {
        return switch (origin) {
            case USERS -> "In releases";
            case DEVELOPMENT -> "Only in pre-releases and development builds";
            case TRIAL -> "Only from own trials";
        };
    }

    static String words(Overlap overlap) {
        return overlap.claims().stream().map(KnownStack::name).collect(Collectors.joining(" and "))
                + " claim the same stack: " + String.join(" ", overlap.frames());
    }

    private static void add(Finding finding, StackHistory history, List<String> lines) {
        lines.add("");
        lines.add(finding.triaged().state().word().toUpperCase(Locale.ROOT) + "  " + FindingWords.title(finding));
        indented(lines, FindingWords.callers(finding).isEmpty() ? "" : "called from " + FindingWords.callers(finding));
        indented(lines, FindingWords.installations(finding, history));
        indented(lines, FindingWords.versions(finding));
        indented(lines, "week by week " + FindingWords.trend(finding));
        finding.where()
                .ifPresent(
                        frame -> indented(lines, frame.words() + (frame.link().isEmpty() ? "" : "  " + frame.link())));
        indented(lines, FindingWords.claims(finding));
    }

    private static void indented(List<String> lines, String text) {
        if (!text.isEmpty()) {
            lines.add("  " + text);
        }
    }
}
