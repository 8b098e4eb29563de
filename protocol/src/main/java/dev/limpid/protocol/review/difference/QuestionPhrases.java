package dev.limpid.protocol.review.difference;

import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.protocol.text.PercentText;
import dev.limpid.protocol.text.RateInWords;
import java.time.LocalDate;

/** A question as the rest of a sentence that begins with the chart's ID, in one language. */
public final class QuestionPhrases {

    private final MessageBundle words;
    private final NameListPhrases nameListPhrases;

    public QuestionPhrases(MessageBundle words) {
        this.words = words;
        this.nameListPhrases = new NameListPhrases(words);
    }

    /** The whole question. */
    String all(ComparableQuestions of, String program, Question question) {
        String said = and(words.format("asks", "what", what(question.asked())), version(of.since(program, question)));
        said = and(said, amount(of, program, question));
        if (question.until().isPresent()) {
            said = and(said, end(question));
        }
        if (question.asked() instanceof RequestedCounters.Stacks stacks) {
            said = stacks.depth() == 0 ? said : and(said, words.count("up.to", stacks.depth()));
            said = stacks.frames().isEmpty() ? said : and(said, frames(question));
            said = stacks.unlisted() ? and(said, words.format("unlisted")) : said;
        }
        return question.by().isEmpty()
                ? words.format("beside.none", "question", said)
                : words.format(
                        "beside.some", "question", said, "attributes", nameListPhrases.attributes(question.by()));
    }

    private String and(String first, String next) {
        return words.format("next", "first", first, "next", next);
    }

    String what(RequestedCounters asked) {
        if (asked instanceof RequestedCounters.Named counters) {
            return words.format("what.counters", "counters", nameListPhrases.counters(counters.names()));
        }
        return asked instanceof RequestedCounters.BuiltIn builds
                ? words.format("what.builds." + builds.attribute().word())
                : words.format("what.stacks", "counter", ((RequestedCounters.Stacks) asked).counter());
    }

    /** How many machines answer it. */
    String amount(ComparableQuestions of, String program, Question question) {
        return of.chart(program, question)
                .map(chart -> amount(chart.error()))
                .orElseGet(() -> rate("amount", question.rate()));
    }

    /** How many answers give a chart this error. */
    String amount(double error) {
        return words.format(
                "amount.error",
                "n",
                ComparableQuestions.answers(error),
                "error",
                PercentText.of(error, words.locale()));
    }

    /** The number of machines that a rate means, in the sentences of this kind. */
    public String rate(String kind, double rate) {
        if (rate >= 1) {
            return words.format(kind + ".every");
        }
        return rate <= 0
                ? words.format(kind + ".none")
                : words.format(kind + ".some", "n", RateInWords.oneIn(rate, words.locale()));
    }

    String version(String since) {
        return since.isEmpty() ? words.format("version.all") : words.format("version.since", "version", since);
    }

    String end(Question question) {
        return question.until()
                .map(LocalDate::toString)
                .map(day -> words.format("end", "day", day))
                .orElseGet(() -> words.format("end.none"));
    }

    String depth(Question question) {
        int depth = ((RequestedCounters.Stacks) question.asked()).depth();
        return depth == 0 ? words.format("depth.any") : words.count("depth", depth);
    }

    String frames(Question question) {
        RequestedCounters.Stacks stacks = (RequestedCounters.Stacks) question.asked();
        return stacks.frames().isEmpty()
                ? words.format("showing.any")
                : words.format("showing.below", "names", String.join(", ", stacks.frames()));
    }

    String names(Question question) {
        return words.format(
                ((RequestedCounters.Stacks) question.asked()).unlisted() ? "names.unlisted" : "names.listed");
    }
}
