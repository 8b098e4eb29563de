package dev.limpid.protocol.review;

import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.text.PercentText;
import dev.limpid.protocol.text.RateInWords;
import dev.limpid.protocol.text.Sentences;
import java.time.LocalDate;

/** A question as the rest of a sentence that begins with the chart's ID, in one language. */
final class QuestionInWords {

    private final Sentences words;
    private final Names names;

    QuestionInWords(Sentences words) {
        this.words = words;
        this.names = new Names(words);
    }

    /** The whole question. */
    String all(Questions of, String program, Question question) {
        String said = and(words.say("asks", "what", what(question.asked())), version(of.since(program, question)));
        said = and(said, amount(of, program, question));
        if (question.until().isPresent()) {
            said = and(said, end(question));
        }
        if (question.asked() instanceof RequestedCounters.Stacks stacks) {
            said = stacks.depth() == 0 ? said : and(said, words.count("up.to", stacks.depth()));
            said = stacks.frames().isEmpty() ? said : and(said, frames(question));
            said = stacks.unlisted() ? and(said, words.say("unlisted")) : said;
        }
        return question.by().isEmpty()
                ? words.say("beside.none", "question", said)
                : words.say("beside.some", "question", said, "attributes", names.attributes(question.by()));
    }

    private String and(String first, String next) {
        return words.say("next", "first", first, "next", next);
    }

    String what(RequestedCounters asked) {
        if (asked instanceof RequestedCounters.Named counters) {
            return words.say("what.counters", "counters", names.counters(counters.names()));
        }
        return asked instanceof RequestedCounters.BuiltIn builds
                ? words.say("what.builds." + builds.attribute().word())
                : words.say("what.stacks", "counter", ((RequestedCounters.Stacks) asked).counter());
    }

    /** How many machines answer it. */
    String amount(Questions of, String program, Question question) {
        return of.chart(program, question)
                .map(chart -> amount(chart.error()))
                .orElseGet(() -> rate("amount", question.rate()));
    }

    /** How many answers give a chart this error. */
    String amount(double error) {
        return words.say("amount.error", "n", Questions.answers(error), "error", PercentText.of(error, words.locale()));
    }

    /** The number of machines that a rate means, in the sentences of this kind. */
    String rate(String kind, double rate) {
        if (rate >= 1) {
            return words.say(kind + ".every");
        }
        return rate <= 0
                ? words.say(kind + ".none")
                : words.say(kind + ".some", "n", RateInWords.oneIn(rate, words.locale()));
    }

    String version(String since) {
        return since.isEmpty() ? words.say("version.all") : words.say("version.since", "version", since);
    }

    String end(Question question) {
        return question.until()
                .map(LocalDate::toString)
                .map(day -> words.say("end", "day", day))
                .orElseGet(() -> words.say("end.none"));
    }

    String depth(Question question) {
        int depth = ((RequestedCounters.Stacks) question.asked()).depth();
        return depth == 0 ? words.say("depth.any") : words.count("depth", depth);
    }

    String frames(Question question) {
        RequestedCounters.Stacks stacks = (RequestedCounters.Stacks) question.asked();
        return stacks.frames().isEmpty()
                ? words.say("showing.any")
                : words.say("showing.below", "names", String.join(", ", stacks.frames()));
    }

    String names(Question question) {
        return words.say(((RequestedCounters.Stacks) question.asked()).unlisted() ? "names.unlisted" : "names.listed");
    }
}
