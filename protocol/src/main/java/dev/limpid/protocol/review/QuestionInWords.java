package dev.limpid.protocol.review;

import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;

/** A question as the second half of a sentence that begins with the chart's ID. */
final class QuestionInWords {

    private static final String UNLISTED = "whether or not the program published such a name";

    private QuestionInWords() {}

    /** Everything that there is to say of it. */
    static String all(Questions of, String program, Question question) {
        StringBuilder words = new StringBuilder("asks ").append(what(question.asked()));
        words.append(", ")
                .append(version(of.since(program, question)))
                .append(", ")
                .append(of.amount(program, question));
        question.until().ifPresent(until -> words.append(", until ").append(until));
        if (question.asked() instanceof RequestedCounters.Stacks stacks) {
            words.append(stacks.depth() == 0 ? "" : ", up to " + stacks.depth() + " frames")
                    .append(stacks.frames().isEmpty() ? "" : ", showing " + frames(stacks))
                    .append(stacks.unlisted() ? ", " + UNLISTED : "");
        }
        return words.append("; ").append(beside(question)).toString();
    }

    static String what(RequestedCounters asked) {
        if (asked instanceof RequestedCounters.Named counters) {
            return "for " + Names.counters(counters.names());
        }
        if (asked instanceof RequestedCounters.BuiltIn builds) {
            return "which " + builds.attribute().inWords() + "s the program ran on";
        }
        return "for stacks of the counter " + ((RequestedCounters.Stacks) asked).counter();
    }

    private static String beside(Question question) {
        return question.by().isEmpty()
                ? "an answer says nothing of version, runtime, operating system and processor"
                : "an answer also says " + Names.attributes(question.by());
    }

    static String version(String since) {
        return since.isEmpty() ? "from all versions" : "from version " + since + " on";
    }

    static String end(Question question) {
        return question.until().map(until -> "until " + until).orElse("without end");
    }

    static String depth(Question question) {
        int depth = ((RequestedCounters.Stacks) question.asked()).depth();
        return depth == 0 ? "stacks of any depth" : "stacks of up to " + depth + " frames";
    }

    static String frames(Question question) {
        return "showing " + frames((RequestedCounters.Stacks) question.asked());
    }

    private static String frames(RequestedCounters.Stacks stacks) {
        return stacks.frames().isEmpty() ? "any class" : "classes below " + String.join(", ", stacks.frames());
    }

    static String names(Question question) {
        return "showing names "
                + (((RequestedCounters.Stacks) question.asked()).unlisted()
                        ? UNLISTED
                        : "that the program published only");
    }
}
