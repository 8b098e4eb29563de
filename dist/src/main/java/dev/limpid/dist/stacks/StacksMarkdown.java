package dev.limpid.dist.stacks;

import dev.limpid.charts.triage.StackHistory;
import dev.limpid.charts.triage.TriagedStacks.Origin;
import dev.limpid.charts.triage.TriagedStacks.State;
import dev.limpid.web.words.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the findings about stacks as Markdown: a report of all, or the text of an issue about one. The senders of
 * answers choose the text of frames with unlisted methods, so frames are only written as code, where Markdown
 * interprets nothing.
 */
final class StacksMarkdown {

    /** Forges accept about 255 characters. */
    private static final int MOST_TITLE = 200;

    private StacksMarkdown() {}

    /** A report of all groups. */
    static String report(Findings findings) {
        StackHistory history = findings.history();
        List<String> lines = new ArrayList<>();
        lines.add("# Stacks of " + history.title().chart());
        lines.add("");
        lines.add(Numbers.of(history.weeks().size(), "week") + " from "
                + history.weeks().get(0).monday() + ", newest "
                + history.weeks().get(history.weeks().size() - 1).monday() + ". Installations with 99% intervals.");
        for (Origin origin : Origin.values()) {
            List<Finding> of = findings.all().stream()
                    .filter(one -> one.triaged().origin() == origin)
                    .toList();
            if (!of.isEmpty()) {
                lines.add("");
                lines.add("## " + StacksText.heading(origin));
            }
            for (Finding one : of) {
                lines.add("");
                lines.add("### " + one.triaged().state().word() + ": " + code(FindingWords.title(one)));
                lines.add("");
                lines.addAll(about(one, history));
            }
        }
        if (!findings.overlaps().isEmpty() || !findings.notes().isEmpty()) {
            lines.add("");
            lines.add("## Not clear");
            lines.add("");
            findings.overlaps().forEach(one -> lines.add("- " + code(StacksText.words(one))));
            findings.notes().forEach(note -> lines.add("- " + code(note)));
        }
        return String.join("\n", lines) + "\n";
    }

    /** The text of an issue about a group. */
    static String issue(Finding finding, StackHistory history) {
        List<String> lines = new ArrayList<>();
        lines.add("Machines that take part in " + code(history.title().chart()) + " report this stack. It"
                + " contains only names and"
                + " lines of the program; it is unknown whose machines they are, and nobody can be asked.");
        lines.add("");
        lines.addAll(about(finding, history));
        return String.join("\n", lines) + "\n";
    }

    /** The title of an issue about a group. */
    static String title(Finding finding, StackHistory history) {
        String title = history.title().title() + ": " + inTitle(FindingWords.title(finding));
        int length = title.codePointCount(0, title.length());
        return length <= MOST_TITLE ? title : title.substring(0, title.offsetByCodePoints(0, MOST_TITLE - 1)) + "…";
    }

    /** Titles cannot contain code, and forges look for people, issues and labels in them too. */
    private static String inTitle(String symbol) {
        StringBuilder plain = new StringBuilder(symbol.length());
        symbol.codePoints()
                .map(c -> Character.isJavaIdentifierPart(c) || ".<>()*/-".indexOf(c) >= 0 ? c : '_')
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static List<String> about(Finding finding, StackHistory history) {
        List<String> lines = new ArrayList<>();
        lines.add("- " + FindingWords.installations(finding, history));
        if (!FindingWords.versions(finding).isEmpty()) {
            lines.add("- " + FindingWords.versions(finding));
        }
        FindingWords.when(history, finding).ifPresent(when -> lines.add("- " + when));
        lines.add("- week by week: " + FindingWords.trend(finding));
        if (!FindingWords.claims(finding).isEmpty()) {
            lines.add("- " + FindingWords.claims(finding));
        }
        Optional<Finding.Frame> where = finding.where();
        if (where.isPresent()) {
            lines.add("- at " + linked(code(where.get().words()), where.get().link()));
        }
        if (finding.triaged().state() == State.RETURNED) {
            lines.add("- **It is back** in a version in which it was marked as fixed.");
        }
        lines.add("");
        lines.add("The most common stack"
                + finding.version().map(version -> " in " + code(version)).orElse("") + " of "
                + finding.triaged().group().newest().stacks() + ", the innermost frame first:");
        lines.add("");
        for (Finding.Frame frame : finding.frames()) {
            lines.add("1. " + code(frame.text())
                    + (frame.place().isPresent() ? " " + linked(code(frame.words()), frame.link()) : ""));
        }
        return lines;
    }

    private static String linked(String code, String link) {
        return link.isEmpty() ? code : "[" + code + "](" + link + ")";
    }

    /** Frames contain no grave accent, but other texts may. */
    private static String code(String text) {
        return "`" + text.replace('`', '\'').replaceAll("\\s+", " ") + "`";
    }
}
