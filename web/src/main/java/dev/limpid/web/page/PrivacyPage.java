package dev.limpid.web.page;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.web.facts.ServerRules;
import dev.limpid.web.frame.Frame;
import dev.limpid.web.template.JteprivacyGenerated;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is sent, kept and shown, said from the configuration and the server's settings.
 *
 * @param config the newest configuration, if any was published
 * @param rules what the server does
 */
public record PrivacyPage(Optional<UploadConfig> config, ServerRules rules) {

    /** The page. */
    public static String render(Frame frame, Optional<UploadConfig> config, ServerRules rules) {
        PrivacyPage page = new PrivacyPage(config, rules);
        return Markup.of((out, plain) -> JteprivacyGenerated.render(out, plain, frame, page));
    }

    /** The configuration's version. */
    public String version() {
        return config.map(UploadConfig::version).orElse("");
    }

    /** How many programs may be named. */
    public int programs() {
        return config.map(one -> one.programs().size()).orElse(0);
    }

    /** How many counters may be named. */
    public int counters() {
        return config.stream()
                .flatMap(one -> one.programs().stream())
                .mapToInt(program -> program.counters().size())
                .sum();
    }

    /** How many stack counters may be named. */
    public int stacks() {
        return config.stream()
                .flatMap(one -> one.programs().stream())
                .mapToInt(program -> program.stacks().size())
                .sum();
    }

    /** The share of machines that report at all. */
    public double sampleRate() {
        return config.map(UploadConfig::sampleRate).orElse(0.0);
    }

    /** What a stack counter shows. */
    public String stackWords() {
        List<String> unlisted = unlisted();
        if (stacks() == 0) {
            return "no place in the code is reported";
        }
        return unlisted.isEmpty()
                ? "names of methods in the published program, and lines; nothing of other code"
                : "names of methods, and lines; " + String.join(", ", unlisted)
                        + " may show any name that begins like the program's, a class of your own among them";
    }

    /** What is said of strings that nobody could know before. */
    public String unknownWords() {
        return unlisted().isEmpty()
                ? "No string the server did not know before: a report with one is refused, a stack with one is left out"
                : "No string the server did not know before, but for names in the stacks that are named above: the"
                        + " collection decided to take these without a list of the program's methods";
    }

    private List<String> unlisted() {
        return config.stream()
                .flatMap(one -> one.programs().stream())
                .flatMap(program -> program.stacks().stream())
                .filter(UploadConfig.StackRule::unlisted)
                .map(UploadConfig.StackRule::name)
                .distinct()
                .toList();
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
        sentences.add("It stores the report and the day, and no address of the sender, in no file, log or figure.");
        sentences.add(
                rules.addressLimits()
                        ? "To hold off floods it counts requests by address prefix, in memory only, under a salt that is"
                                + " thrown away every day."
                        : "It does not look at addresses at all, not even to hold off floods.");
        if (rules.behindProxy()) {
            sentences.add(
                    "Another server stands in front of it and passes requests on; what that one logs is set by its"
                            + " operator, not by this program.");
        }
        sentences.add("It refuses a report that holds anything the configuration does not name, that is longer than "
                + Numbers.bytes(rules.largestReport()) + ", or that comes later than "
                + Spans.words(rules.accepted()) + " after its week.");
        sentences.add(rules.publicationGate()
                .map(least -> "Of a day it publishes nothing that fewer than " + Numbers.of(least, "report")
                        + " show: a rarer build is named less finely or left out, and so is a rarer stack; a rarer counter"
                        + " is left out.")
                .orElse("It publishes every report as it came, rare values included; nothing is held back."));
        if (rules.objectStore()) {
            sentences.add(
                    "Received reports lie in an object store, which somebody else may run; it is given the reports"
                            + " and nothing of their senders.");
        }
        sentences.add(rules.keptDays()
                .map(days -> "Received reports are deleted " + Numbers.of(days, "day")
                        + " after their week, once they are published; the published data stays.")
                .orElse("Received reports are kept, as the published data is."));
        return sentences;
    }

    /** What becomes of the reports. */
    public String publishedWords() {
        return rules.publicationGate().isEmpty()
                ? "Every report is published in full"
                : "Every report is published, without what is too rare";
    }

    /** What is there besides. */
    public String unpublishedWords() {
        return rules.publicationGate().isEmpty()
                ? "Maintainers have nothing else."
                : "What is left out stays on the server until no late report can come; then it is deleted.";
    }

    private static String some(List<String> names) {
        return names.size() <= 6
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 5)) + " and " + (names.size() - 5) + " more";
    }
}
