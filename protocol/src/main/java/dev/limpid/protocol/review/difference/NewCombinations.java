package dev.limpid.protocol.review.difference;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.text.MessageBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what was asked before in separate answers and will be in one answer. No single part of it is new, but the
 * combination shows more about a machine than before.
 */
final class NewCombinations {

    private final List<Question> before;
    private final MessageBundle words;
    private final NameListPhrases nameListPhrases;

    /** @param before the questions that were asked about the program */
    NewCombinations(List<Question> before, MessageBundle words) {
        this.before = before;
        this.words = words;
        this.nameListPhrases = new NameListPhrases(words);
    }

    /**
     * One sentence for each new combination, to follow the chart's ID.
     *
     * @param attributes the question's attributes that are not reported otherwise
     */
    List<String> newlyIn(Question question, Set<Attribute> attributes) {
        if (!(question.asked() instanceof RequestedCounters.Named counters)) {
            return List.of();
        }
        List<String> known = counters.names().stream()
                .filter(name -> before.stream().anyMatch(old -> asks(old, name)))
                .toList();
        List<String> sentences = new ArrayList<>();
        Set<String> apart = new TreeSet<>();
        for (String one : known) {
            known.stream().filter(other -> areApart(one, other)).forEach(apart::add);
        }
        if (!apart.isEmpty()) {
            sentences.add(words.format("together.apart", "counters", nameListPhrases.counters(apart)));
        }
        for (Attribute attribute : attributes) {
            List<String> without =
                    known.stream().filter(name -> !isSaidWith(attribute, name)).toList();
            if (!without.isEmpty()) {
                sentences.add(words.format(
                        "together.attribute",
                        "attribute",
                        nameListPhrases.attribute(attribute),
                        "counters",
                        nameListPhrases.counters(without)));
            }
        }
        return sentences;
    }

    private boolean areApart(String one, String other) {
        return before.stream().noneMatch(old -> asks(old, one) && asks(old, other));
    }

    private boolean isSaidWith(Attribute attribute, String name) {
        return before.stream().anyMatch(old -> asks(old, name) && old.by().contains(attribute));
    }

    private static boolean asks(Question question, String name) {
        return question.asked() instanceof RequestedCounters.Named counters
                && counters.names().contains(name);
    }
}
