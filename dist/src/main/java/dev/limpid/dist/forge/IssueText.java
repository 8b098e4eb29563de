package dev.limpid.dist.forge;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our part of an issue's text, between two HTML comments, which readers do not see. Text that people write before and
 * after it stays.
 */
final class IssueText {

    private static final String BEGIN = "<!-- limpid-stacks ";
    private static final String END = "<!-- limpid-stacks end -->";
    private static final String CLOSE = " -->";
    private static final Pattern MARK = Pattern.compile(
            "^" + Pattern.quote(BEGIN) + "([0-9a-f]{16})" + Pattern.quote(CLOSE) + "$", Pattern.MULTILINE);

    /** Forges accept no longer texts. */
    private static final int LONGEST = 60_000;

    private IssueText() {}

    /** The whole text of a new issue. */
    static String of(String mark, String text) {
        return begin(mark) + "\n" + shortened(text).strip() + "\n" + END + "\n";
    }

    private static String begin(String mark) {
        return BEGIN + mark + CLOSE;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, text.lastIndexOf('\n', LONGEST)) + "\n\n(cut)";
    }

    /** The mark in a text. It must be on a line of its own, as we write it, and not in a quotation. */
    static Optional<String> mark(String body) {
        return part(body.replace("\r\n", "\n")).map(part -> part.group(1));
    }

    /** Where our part begins. */
    private static Optional<MatchResult> part(String body) {
        Matcher matcher = MARK.matcher(body);
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /** A text with our part replaced; unchanged if our part is missing or incomplete. */
    static String replaced(String body, String mark, String text) {
        // Forges return texts as browsers sent them, with CR LF as line ends.
        String plain = body.replace("\r\n", "\n");
        int from = part(plain)
                .filter(part -> part.group(1).equals(mark))
                .map(MatchResult::start)
                .orElse(-1);
        int end = from < 0 ? -1 : plain.indexOf("\n" + END, from) + 1;
        return end < 1 ? body : plain.substring(0, from) + of(mark, text).strip() + plain.substring(end + END.length());
    }

    /** The comment about some news. */
    static String comment(IssueReport.News news) {
        return BEGIN + "news " + news.mark() + CLOSE + "\n" + news.text().strip() + "\n";
    }

    /** Whether a comment is about this news. */
    static boolean isAbout(String comment, IssueReport.News news) {
        return comment.startsWith(BEGIN + "news " + news.mark() + CLOSE);
    }
}
