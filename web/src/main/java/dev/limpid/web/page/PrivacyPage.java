package dev.limpid.web.page;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.web.facts.ServerRules;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.template.JteprivacyGenerated;
import dev.limpid.web.words.DurationWords;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.QuestionWords;
import dev.limpid.web.words.SiteMessages;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page about what is sent, kept and shown, generated from the configuration and the server's settings.
 *
 * @param config the newest configuration, if any was published
 * @param rules what the server does
 * @param words the texts in the page's language
 */
public record PrivacyPage(Optional<CollectionConfig> config, ServerRules rules, SiteMessages words) {

    /** Who sees parts of an answer on its way: keys of sentences. The keys below them say what each sees. */
    public static final List<String> WHO_SEES =
            List.of("privacy.network", "privacy.relay", "privacy.server", "privacy.together", "privacy.everybody");

    /** The page. */
    public static String render(PageContext pageContext, Optional<CollectionConfig> config, ServerRules rules) {
        PrivacyPage page = new PrivacyPage(config, rules, pageContext.words());
        return Markup.of((out, plain) -> JteprivacyGenerated.render(out, plain, pageContext, page));
    }

    /** The way that answers take. */
    public String wayWords() {
        Optional<Relays> relays = config.flatMap(CollectionConfig::relays);
        if (relays.isEmpty()) {
            return words.say("privacy.way.direct");
        }
        String key = relays.get().urls().size() == 1 ? "privacy.way.relay" : "privacy.way.relays";
        return words.say(
                relays.get().direct() ? key + ".fallback" : key,
                "relays",
                String.join(", ", relays.get().urls()));
    }

    /** Whether every answer is published unchanged. */
    public boolean isAllPublished() {
        return rules.publicationGate().isEmpty();
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
        return all().flatMap(question -> question.asked() instanceof RequestedCounters.Named counters
                        ? counters.names().stream()
                        : Stream.empty())
                .collect(Collectors.toSet())
                .size();
    }

    /** How many stack counters may be named. */
    public int stacks() {
        return (int) all().filter(question -> question.asked() instanceof RequestedCounters.Stacks)
                .count();
    }

    /** How many answers a machine gives in a week on average, if all the programs run on it. */
    public String answersPerWeek() {
        return Numbers.amount(all().mapToDouble(Question::rate).sum(), words.locale());
    }

    private Stream<Question> all() {
        return config.stream().flatMap(one -> one.programs().stream()).flatMap(program -> program.questions().stream());
    }

    /** What a stack counter shows. */
    public String stackWords() {
        List<String> unlisted = unlisted();
        if (stacks() == 0) {
            return words.say("privacy.stacks.none");
        }
        return unlisted.isEmpty()
                ? words.say("privacy.stacks.listed")
                : words.say("privacy.stacks.unlisted", "counters", String.join(", ", unlisted));
    }

    /** The sentence about strings that nobody could know before. */
    public String unknownWords() {
        return words.say(unlisted().isEmpty() ? "privacy.never.unknown" : "privacy.never.unlisted");
    }

    private List<String> unlisted() {
        return all().flatMap(
                        question -> question.asked() instanceof RequestedCounters.Stacks stacks && stacks.unlisted()
                                ? Stream.of(stacks.counter())
                                : Stream.empty())
                .distinct()
                .toList();
    }

    /** The sentence about builds: it names the attributes of any question; no answer needs to have all of them. */
    public String besideWords() {
        Set<Attribute> any = all().flatMap(question -> question.by().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Attribute.class)));
        return any.isEmpty()
                ? words.say("privacy.beside.none")
                : words.say("privacy.beside", "attributes", QuestionWords.list(any, words));
    }

    /** When data is published, and what that means. */
    public String cadenceWords() {
        return words.say(
                switch (rules.cadence()) {
                    case ONCE -> "privacy.becomes.once";
                    case WEEKLY -> "privacy.becomes.weekly";
                    case DAILY -> "privacy.becomes.daily";
                });
    }

    /** The sentence about platforms. */
    public String platformWords() {
        return config.map(one -> words.say(
                        "privacy.platform",
                        "os",
                        some("privacy.platform.os", one.os()),
                        "arch",
                        some("privacy.platform.arch", one.arch()),
                        "runtime",
                        some("privacy.platform.runtime", one.runtime())))
                .orElse("");
    }

    private String some(String key, List<String> names) {
        String some = names.size() <= 6
                ? String.join(", ", names)
                : words.say(
                        "privacy.platform.more",
                        "names",
                        String.join(", ", names.subList(0, 5)),
                        "n",
                        names.size() - 5);
        return words.count(key, names.size(), "names", some);
    }

    /** What the server does, one sentence each. */
    public List<String> serverSentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(words.say("privacy.does.stores"));
        sentences.add(words.say("privacy.does.token"));
        if (rules.addressLimits()) {
            sentences.add(words.say("privacy.does.limits"));
        }
        if (rules.networkShares()) {
            sentences.add(words.say("privacy.does.shares"));
        }
        if (!rules.addressLimits() && !rules.networkShares()) {
            sentences.add(words.say("privacy.does.neither"));
        }
        if (rules.behindProxy()) {
            sentences.add(words.say("privacy.does.proxy"));
        }
        sentences.add(words.say(
                "privacy.does.refuses",
                "bytes",
                Numbers.bytes(rules.largestAnswer(), words.locale()),
                "span",
                DurationWords.words(rules.accepted(), words)));
        sentences.add(rules.publicationGate()
                .map(least -> words.count("privacy.does.gate", least))
                .orElseGet(() -> words.say("privacy.does.all")));
        if (rules.objectStore()) {
            sentences.add(words.say("privacy.does.object"));
        }
        sentences.add(rules.keptDays()
                .map(days -> words.count("privacy.does.deletes", days))
                .orElseGet(() -> words.say("privacy.does.keeps")));
        return sentences;
    }
}
