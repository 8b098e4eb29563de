package dev.limpid.protocol.question;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.config.Refusal;
import dev.limpid.protocol.question.CollectionConfig.Placed;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The questions that a machine answers while newer configurations are on show: what all of them let pass. What is taken
 * away counts at once, what is added only when the newer configuration is in force.
 *
 * <p>An answer names one configuration, must be allowed by it, and stands for 1/rate machines of that configuration. So
 * a question is answered by the newest one whose rate and attributes are those that all allow, and to which no other
 * takes anything away that the newest still asks for: an answer that lacks what its reader takes to be asked would be a
 * wrong number. None is answered by a configuration that the newest revokes. A question for which there is none is not
 * answered until its change is in force.
 */
public final class QuestionsInUse {

    private final Optional<CollectionConfig> inForce;
    private final List<CollectionConfig> onShow;
    private final List<InUse> questions;

    /**
     * A question as it is answered now.
     *
     * @param config the configuration that its answers name, or as much of it as the others leave
     * @param chart the chart's full ID
     * @param question the question within that configuration
     */
    public record InUse(CollectionConfig config, String chart, Question question) {

        /** What this machine answers if it is drawn; see {@link CollectionConfig#answer}. */
        public Optional<Answer> answer(Report local) {
            return config.answer(chart, local);
        }
    }

    /**
     * The questions in use.
     *
     * @param inForce the newest configuration that has been shown long enough; where there is none, nothing is answered
     * @param onShow those that followed it, oldest first
     */
    public QuestionsInUse(Optional<CollectionConfig> inForce, List<CollectionConfig> onShow) {
        this.inForce = inForce;
        this.onShow = List.copyOf(onShow);
        this.questions = inForce.isEmpty() ? List.of() : questions(all());
    }

    /** One configuration, and none on show. */
    public static QuestionsInUse of(CollectionConfig config) {
        return new QuestionsInUse(Optional.of(config), List.of());
    }

    /** The questions, in the order of the configuration in force. */
    public List<InUse> questions() {
        return questions;
    }

    /** The newest configuration that has been shown long enough. */
    public Optional<CollectionConfig> inForce() {
        return inForce;
    }

    /**
     * The way that answers go: the relays of the configuration in force that those on show name too, and never directly
     * unless all say so. The key is the newest one, as any of them is in the log. Empty if answers go directly.
     */
    public Optional<Relays> relays() {
        Optional<Relays> used = inForce.flatMap(CollectionConfig::relays);
        for (CollectionConfig newer : used.isEmpty() ? List.<CollectionConfig>of() : onShow) {
            if (newer.relays().isPresent()) {
                used = Optional.of(met(used.get(), newer.relays().get()));
            }
        }
        return used;
    }

    private static Relays met(Relays used, Relays newer) {
        List<String> both = used.urls().stream().filter(newer.urls()::contains).toList();
        // Where all were replaced, those that the user could see for a week carry on until the others may.
        return new Relays(newer.key(), both.isEmpty() ? used.urls() : both, used.direct() && newer.direct());
    }

    /** The newest configuration of all. */
    public Optional<CollectionConfig> newest() {
        return onShow.isEmpty() ? inForce : Optional.of(onShow.get(onShow.size() - 1));
    }

    /** What will newly pass when the newest configuration is in force. */
    public List<Widening> beyond() {
        return inForce.isEmpty() || onShow.isEmpty()
                ? List.of()
                : Widening.between(inForce.get(), onShow.get(onShow.size() - 1));
    }

    /**
     * Why an answer that was made earlier must not be sent any more, if there is a reason: the newest configuration
     * revokes the one that it names, or that one does not let it pass. Of a configuration that is not held here any more
     * it is not known what it let pass; then one that is held must.
     */
    public Optional<Refusal> check(Answer waiting) {
        String named = waiting.config();
        if (revokes(named)) {
            return Optional.of(new Refusal(
                    "revoked-config",
                    "configuration " + newest().map(CollectionConfig::version).orElse("") + " revokes "
                            + Quoted.of(named) + ", which the answer names"));
        }
        List<CollectionConfig> judges =
                all().stream().filter(config -> config.version().equals(named)).toList();
        Optional<Refusal> refusal = Optional.of(
                new Refusal("no-config", "no configuration is held here, expected one that lets the answer pass"));
        for (CollectionConfig judge : judges.isEmpty() ? all() : judges) {
            refusal = judge.withVersion(named).check(waiting);
            if (refusal.isEmpty()) {
                break;
            }
        }
        return refusal;
    }

    /** Whether the newest configuration of all, which alone has a say in it, revokes that version. */
    private boolean revokes(String version) {
        return newest().filter(config -> config.isRevoked(version)).isPresent();
    }

    private List<CollectionConfig> all() {
        List<CollectionConfig> all = new ArrayList<>();
        inForce.ifPresent(all::add);
        all.addAll(onShow);
        return all;
    }

    private static List<InUse> questions(List<CollectionConfig> configs) {
        List<InUse> questions = new ArrayList<>();
        for (Placed placed : configs.get(0).placed()) {
            question(configs, placed.chart()).ifPresent(questions::add);
        }
        return questions;
    }

    private static Optional<InUse> question(List<CollectionConfig> configs, String chart) {
        List<Reach> reaches = new ArrayList<>();
        for (CollectionConfig config : configs) {
            Optional<Placed> placed = config.placed(chart);
            if (placed.isEmpty()) {
                return Optional.empty(); // taken away
            }
            reaches.add(Reach.of(config, placed.get()));
        }
        Optional<Reach> all = Optional.of(reaches.get(0));
        for (Reach reach : reaches) {
            all = all.flatMap(reach::meet);
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Reach newest = reaches.get(reaches.size() - 1);
        for (int i = reaches.size() - 1; i >= 0; i--) {
            Reach named = reaches.get(i);
            if (!configs.get(configs.size() - 1).isRevoked(configs.get(i).version())
                    && named.rate() == all.get().rate()
                    && named.by().equals(all.get().by())
                    && named.meet(newest).equals(all)) {
                return Optional.of(restricted(configs.get(i), chart, named, all.get()));
            }
        }
        return Optional.empty();
    }

    private static InUse restricted(CollectionConfig config, String chart, Reach named, Reach to) {
        Placed placed = config.placed(chart).orElseThrow();
        if (named.equals(to)) {
            return new InUse(config, chart, placed.question());
        }
        Question question =
                new Question(placed.question().id(), to.rate(), to.by(), to.asked(), Optional.empty(), to.until());
        Map<Attribute, Set<String>> known = to.values();
        CollectionConfig part = new CollectionConfig(
                config.version(),
                kept(config.os(), Attribute.OS, known),
                kept(config.arch(), Attribute.ARCH, known),
                kept(config.runtime(), Attribute.RUNTIME, known),
                config.fetchRate(),
                List.of(new CollectionConfig.Program(
                        placed.program().name(),
                        kept(placed.program().versions(), Attribute.VERSION, known),
                        List.of(question))));
        return new InUse(part, chart, question);
    }

    private static List<String> kept(List<String> all, Attribute attribute, Map<Attribute, Set<String>> known) {
        Set<String> values = known.get(attribute);
        return values == null
                ? all
                : all.stream()
                        .filter(value -> values.contains(attribute.coarse(value)))
                        .toList();
    }
}
