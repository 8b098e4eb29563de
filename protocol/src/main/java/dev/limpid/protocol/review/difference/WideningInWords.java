package dev.limpid.protocol.review.difference;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.active.Widening;
import dev.limpid.protocol.text.MessageBundle;
import java.util.List;

/**
 * What is newly allowed, or no longer allowed, as a sentence in one language. A sentence about one chart follows the
 * chart's ID.
 */
final class WideningInWords {

    private final ComparableQuestions before;
    private final ComparableQuestions after;
    private final boolean more;
    private final MessageBundle words;
    private final NameListPhrases nameListPhrases;
    private final QuestionPhrases questions;

    /**
     * @param more true for widenings from {@code before} to {@code after}, false for those in the opposite direction
     */
    WideningInWords(ComparableQuestions before, ComparableQuestions after, boolean more, MessageBundle words) {
        this.before = before;
        this.after = after;
        this.more = more;
        this.words = words;
        this.nameListPhrases = new NameListPhrases(words);
        this.questions = new QuestionPhrases(words);
    }

    String of(Widening widening) {
        return switch (widening.kind()) {
            case OS -> nameListPhrases.list("os", widening.names());
            case ARCH -> nameListPhrases.list("arch", widening.names());
            case RUNTIME -> nameListPhrases.list("runtime", widening.names());
            case VERSIONS -> nameListPhrases.list("version", widening.names());
            case RELAYS -> say("relays", "relays", nameListPhrases.list("relay", widening.names()));
            case DIRECT -> say("direct");
            case CHART -> chart(widening);
            case ATTRIBUTES ->
                say("attributes", "attributes", nameListPhrases.attributes(attributes(widening.names())));
            case COUNTERS -> say("counters", "counters", nameListPhrases.counters(widening.names()));
            default -> changed(widening);
        };
    }

    private String say(String what, Object... values) {
        return words.format((more ? "more." : "less.") + what, values);
    }

    private String chart(Widening widening) {
        Question question = widening.wider().orElseThrow();
        if (more) {
            return words.format(
                    widening.narrower().isPresent() ? "now" : "new",
                    "question",
                    questions.all(after, widening.program(), question));
        }
        return words.format(
                widening.narrower().isPresent() ? "ended" : "gone", "what", questions.what(question.asked()));
    }

    private static List<Attribute> attributes(List<String> words) {
        return words.stream().flatMap(word -> Attribute.ofWord(word).stream()).toList();
    }

    private String changed(Widening widening) {
        Question old = (more ? widening.narrower() : widening.wider()).orElseThrow();
        Question now = (more ? widening.wider() : widening.narrower()).orElseThrow();
        return words.format("changed", "now", term(after, widening, now), "before", term(before, widening, old));
    }

    private String term(ComparableQuestions of, Widening widening, Question question) {
        return switch (widening.kind()) {
            case RATE -> questions.amount(of, widening.program(), question);
            case SINCE -> questions.version(of.since(widening.program(), question));
            case UNTIL -> questions.end(question);
            case DEPTH -> questions.depth(question);
            case FRAMES -> questions.frames(question);
            case UNLISTED -> questions.names(question);
            default -> throw new IllegalArgumentException("no term of a question: " + widening.kind());
        };
    }
}
