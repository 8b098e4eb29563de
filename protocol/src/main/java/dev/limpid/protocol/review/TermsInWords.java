package dev.limpid.protocol.review;

import dev.limpid.protocol.review.Asked.Terms;
import dev.limpid.protocol.review.Change.Direction;
import java.util.LinkedHashMap;
import java.util.Map;

/** Terms, and what changed of them, as the second half of a sentence that begins with a counter's name. */
final class TermsInWords {

    private static final String UNLISTED = "whether or not the program published such a name";

    private TermsInWords() {}

    static String of(Terms terms) {
        StringBuilder words = new StringBuilder(", ")
                .append(terms.since().isEmpty() ? "from all versions" : "from version " + terms.since() + " on")
                .append(", ")
                .append(terms.amount());
        if (!terms.until().isEmpty()) {
            words.append(", until ").append(terms.until());
        }
        if (terms.depth() > 0) {
            words.append(", up to ").append(terms.depth()).append(" frames");
        }
        if (!terms.frames().isEmpty()) {
            words.append(", showing classes below ").append(String.join(", ", terms.frames()));
        }
        if (terms.unlisted()) {
            words.append(", ").append(UNLISTED);
        }
        return words.toString();
    }

    /** What changed, each with its direction. */
    static Map<String, Direction> changes(Terms before, Terms after) {
        Map<String, Direction> changes = new LinkedHashMap<>();
        int versions = VersionOrder.compare(before.since(), after.since());
        if (versions != 0) {
            changes.put(
                    ": from " + version(after.since()) + ", before from " + version(before.since()),
                    versions > 0 ? Direction.MORE : Direction.LESS);
        }
        if (!before.until().equals(after.until())) {
            boolean longer = after.until().isEmpty()
                    || (!before.until().isEmpty() && after.until().compareTo(before.until()) > 0);
            changes.put(
                    ": " + end(after.until()) + ", before " + end(before.until()),
                    longer ? Direction.MORE : Direction.LESS);
        }
        if (before.share() != after.share()) {
            changes.put(
                    ": " + after.amount() + ", before " + before.amount(),
                    after.share() > before.share() ? Direction.MORE : Direction.LESS);
        }
        if (before.depth() != after.depth()) {
            boolean deeper = after.depth() == 0 || (before.depth() != 0 && after.depth() > before.depth());
            changes.put(
                    ": " + depth(after.depth()) + ", before " + depth(before.depth()),
                    deeper ? Direction.MORE : Direction.LESS);
        }
        if (!before.frames().equals(after.frames())) {
            boolean fewer = before.frames().isEmpty() || before.frames().containsAll(after.frames());
            changes.put(
                    ": showing " + frames(after) + ", before " + frames(before),
                    fewer && !after.frames().isEmpty() ? Direction.LESS : Direction.MORE);
        }
        if (before.unlisted() != after.unlisted()) {
            changes.put(
                    ": showing names " + (after.unlisted() ? UNLISTED : "that the program published only"),
                    after.unlisted() ? Direction.MORE : Direction.LESS);
        }
        return changes;
    }

    private static String version(String since) {
        return since.isEmpty() ? "all versions" : "version " + since + " on";
    }

    private static String end(String until) {
        return until.isEmpty() ? "without end" : "until " + until;
    }

    private static String depth(int depth) {
        return depth == 0 ? "stacks of any depth" : "stacks of up to " + depth + " frames";
    }

    private static String frames(Terms terms) {
        return terms.frames().isEmpty() ? "any class" : "classes below " + String.join(", ", terms.frames());
    }
}
