package dev.limpid.web.page;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.Asked;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.web.facts.ServerRules;
import dev.limpid.web.frame.Frame;
import dev.limpid.web.template.JteprivacyGenerated;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.QuestionWords;
import dev.limpid.web.words.Spans;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is sent, kept and shown, said from the configuration and the server's settings.
 *
 * @param config the newest configuration, if any was published
 * @param rules what the server does
 */
public record PrivacyPage(Optional<CollectionConfig> config, ServerRules rules) {

    /** The page. */
    public static String render(Frame frame, Optional<CollectionConfig> config, ServerRules rules) {
        PrivacyPage page = new PrivacyPage(config, rules);
        return Markup.of((out, plain) -> JteprivacyGenerated.render(out, plain, frame, page));
    }

    /** The configuration's version. */
    public String version() {
        return config.map(CollectionConfig::version).orElse("");
    }

    /** How many programs may be named. */
    public int programs() {
        return config.map(one -> one.programs().size()).orElse(0);
    }

    /** How many questions there are. */
    public int questions() {
        return (int) all().count();
    }

    /** How many counters may be named. */
    public int counters() {
        return all().flatMap(question -> question.asked() instanceof Asked.Counters counters
                        ? counters.names().stream()
                        : Stream.empty())
                .collect(Collectors.toSet())
                .size();
    }

    /** How many stack counters may be named. */
    public int stacks() {
        return (int) all().filter(question -> question.asked() instanceof Asked.Stacks)
                .count();
    }

    /** How many answers a machine gives in a week on average, if all the programs run on it. */
    public String answersPerWeek() {
        return Numbers.amount(all().mapToDouble(Question::rate).sum());
    }

    private Stream<Question> all() {
        return config.stream().flatMap(one -> one.programs().stream()).flatMap(program -> program.questions().stream());
    }

    /** What a stack counter shows. */
    public String stackWords() {
        List<String> unlisted = unlisted();
        if (stacks() == 0) {
            return "no place in the code is sent";
        }
        return unlisted.isEmpty()
                ? "names of methods in the published program, and lines; nothing of other code"
                : "names of methods, and lines; " + String.join(", ", unlisted)
                        + " may show any name that begins like the program's, a class of your own among them";
    }

    /** What is said of strings that nobody could know before. */
    public String unknownWords() {
        return unlisted().isEmpty()
                ? "No string the server did not know before: an answer with one is refused, a stack with one is left out"
                : "No string the server did not know before, but for names in the stacks that are named above: the"
                        + " collection decided to take these without a list of the program's methods";
    }

    private List<String> unlisted() {
        return all().flatMap(question -> question.asked() instanceof Asked.Stacks stacks && stacks.unlisted()
                        ? Stream.of(stacks.counter())
                        : Stream.empty())
                .distinct()
                .toList();
    }

    /** What is said of builds in any answer: not all of these in each. */
    public String besideWords() {
        Set<Attribute> any = all().flatMap(question -> question.by().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Attribute.class)));
        return any.isEmpty()
                ? "No answer says which build it is of."
                : "Beside the totals, an answer may say " + QuestionWords.list(any)
                        + " of the program that counted, only where its question asks for it.";
    }

    /** When data is published, and what that means. */
    public String cadenceWords() {
        return switch (rules.cadence()) {
            case ONCE ->
                "A week is published when no answer can come any more, so nobody can tell on which day an answer came.";
            case WEEKLY ->
                "A week is published once most of it is in, and once more when no answer can come any more. Nobody can tell on"
                        + " which day an answer came, but everybody sees which answers came late: they are the difference."
                        + " Where very few machines are late, these are all that they answered.";
            case DAILY ->
                "What came in is published every day. That is quicker, and it costs: from the difference between two"
                        + " days everybody can tell on which day an answer came, and which others came with it.";
        };
    }

    /** What is said of the platform. */
    public String platformWords() {
        return config.map(one -> Numbers.of(one.os().size(), "operating system") + " ("
                        + some(one.os()) + "), " + Numbers.of(one.arch().size(), "kind") + " of processor ("
                        + some(one.arch()) + ") and " + Numbers.of(one.runtime().size(), "runtime") + " ("
                        + some(one.runtime()) + ") can be told apart, and nothing finer")
                .orElse("");
    }

    /** What the server does, one sentence each. */
    public List<String> serverSentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add("It stores the answer, and no address of the sender, in no file, log or figure.");
        sentences.add("With each answer comes a random number drawn for it alone, so that one that is sent twice counts"
                + " once. It is never stored beside the answer and never published.");
        if (rules.addressLimits()) {
            sentences.add(
                    "To hold off floods it counts requests by address prefix, in memory only, under a salt that is"
                            + " thrown away every day.");
        }
        if (rules.networkShares()) {
            sentences.add("So that no network can say most of what a week shows, it adds up what came of each address"
                    + " prefix in tables of salted hashes. Tables and salt are in memory alone, and go on the day after"
                    + " the last on which the week may be answered. How many networks gave few answers and how many gave"
                    + " many is published.");
        }
        if (!rules.addressLimits() && !rules.networkShares()) {
            sentences.add("It does not look at addresses at all, not even to hold off floods.");
        }
        if (rules.behindProxy()) {
            sentences.add(
                    "Another server stands in front of it and passes requests on; what that one logs is set by its"
                            + " operator, not by this program.");
        }
        sentences.add("It refuses an answer that holds anything its question does not ask for, that is longer than "
                + Numbers.bytes(rules.largestAnswer()) + ", or that comes later than "
                + Spans.words(rules.accepted()) + " after its week.");
        sentences.add(rules.publicationGate()
                .map(least -> "It publishes no answer that fewer than " + Numbers.of(least, "machine")
                        + " gave alike: a rarer one is shown without some of what tells builds apart, then with coarser"
                        + " counts, and if it is still too rare it is left out.")
                .orElse("It publishes every answer, rare ones included; nothing is held back."));
        if (rules.objectStore()) {
            sentences.add(
                    "Received answers lie in an object store, which somebody else may run; it is given the answers"
                            + " and nothing of their senders.");
        }
        sentences.add(rules.keptDays()
                .map(days -> "Received answers are deleted " + Numbers.of(days, "day")
                        + " after their week, once they are published; the published data stays.")
                .orElse("Received answers are kept, as the published data is."));
        return sentences;
    }

    /** What becomes of the answers. */
    public String publishedWords() {
        return rules.publicationGate().isEmpty()
                ? "Every answer is published in full"
                : "Answers are published, without what is too rare";
    }

    /** What is there besides. */
    public String unpublishedWords() {
        return rules.publicationGate().isEmpty()
                ? "Maintainers have nothing else."
                : "What is left out stays on the server until no late answer can come; then it is deleted.";
    }

    private static String some(List<String> names) {
        return names.size() <= 6
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 5)) + " and " + (names.size() - 5) + " more";
    }
}
