package dev.limpid.protocol.review;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.Widening;
import dev.limpid.protocol.question.Widening.Kind;
import java.util.List;

/** What newly passes, or passes no more, as a sentence; that of one chart begins after its ID. */
final class WideningInWords {

    private final Questions before;
    private final Questions after;
    private final boolean more;

    /** @param more whether what widens is the change from {@code before} to {@code after}, and not the way back */
    WideningInWords(Questions before, Questions after, boolean more) {
        this.before = before;
        this.after = after;
        this.more = more;
    }

    String of(Widening widening) {
        return switch (widening.kind()) {
            case OS, ARCH -> Names.list(attribute(widening.kind()).inWords(), widening.names());
            case RUNTIME, VERSIONS ->
                Names.list(widening.kind() == Kind.RUNTIME ? "runtime" : "version", widening.names());
            case RELAYS -> relays(widening.names());
            case DIRECT ->
                more
                        ? "answers may go directly to the server, which then sees the address that they come from"
                        : "answers no longer go directly to the server, which does not see any more where they come from";
            case CHART -> chart(widening);
            case ATTRIBUTES -> attributes(widening.names());
            case COUNTERS ->
                "asks for " + Names.counters(widening.names()) + (more ? " too, in the same answer" : " no more");
            default -> changed(widening);
        };
    }

    private String relays(List<String> urls) {
        return Names.list("relay", urls)
                + (more
                        ? ": may carry answers; sees the address that they come from, and not what they say"
                        : ": carries answers no more");
    }

    private static Attribute attribute(Kind kind) {
        return kind == Kind.OS ? Attribute.OS : Attribute.ARCH;
    }

    private String chart(Widening widening) {
        Question question = widening.wider().orElseThrow();
        if (!more) {
            return (widening.narrower().isPresent() ? "" : "gone; ") + "asks " + QuestionInWords.what(question.asked())
                    + " no more";
        }
        return (widening.narrower().isPresent() ? "now " : "new; ")
                + QuestionInWords.all(after, widening.program(), question);
    }

    private String attributes(List<String> words) {
        List<Attribute> attributes =
                words.stream().flatMap(word -> Attribute.ofWord(word).stream()).toList();
        return more
                ? "each answer will also say " + Names.attributes(attributes)
                : "answers no longer say " + Names.attributes(attributes);
    }

    private String changed(Widening widening) {
        Question old = (more ? widening.narrower() : widening.wider()).orElseThrow();
        Question now = (more ? widening.wider() : widening.narrower()).orElseThrow();
        return term(after, widening, now) + ", before " + term(before, widening, old);
    }

    private static String term(Questions of, Widening widening, Question question) {
        return switch (widening.kind()) {
            case RATE -> of.amount(widening.program(), question);
            case SINCE -> QuestionInWords.version(of.since(widening.program(), question));
            case UNTIL -> QuestionInWords.end(question);
            case DEPTH -> QuestionInWords.depth(question);
            case FRAMES -> QuestionInWords.frames(question);
            case UNLISTED -> QuestionInWords.names(question);
            default -> throw new IllegalArgumentException("no term of a question: " + widening.kind());
        };
    }
}
