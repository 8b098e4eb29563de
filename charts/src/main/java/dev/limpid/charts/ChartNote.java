package dev.limpid.charts;

import dev.limpid.protocol.text.Quantity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that readers of published charts have to know besides the figures: a kind of note, and the values of its
 * placeholders. It is published as an English sentence, which {@link #text} makes. {@link #read} parses that sentence,
 * so that pages can show the note in another language. Immutable.
 *
 * @param kind the kind of note
 * @param values the values by the names of the kind's placeholders, in their order: a {@link Long} for a number, else a
 *     {@link String}
 */
public record ChartNote(Kind kind, Map<String, Object> values) {

    /**
     * The kinds of notes. In a sentence, {@code {name}} is a text, {@code {name#}} a whole number, and {@code
     * {name#answer}} a number with its noun, such as {@code 3 answers}.
     *
     * <p>The sentences belong to the published format: if a sentence changes, charts published with the old one can no
     * longer be reproduced byte for byte.
     */
    public enum Kind {
        /** About a chart: why it has no intervals. */
        PROVISIONAL("More answers may arrive, and machines that use a program often answer first, so no 99% "
                + "interval can be given"),
        /** The same if a gate before publication left out rare answers. */
        RARE("Rare answers are left out or shown with coarser counts before anything is published, so "
                + "figures lean towards what is common and no 99% interval can be given"),
        /** The same if weights were trimmed. */
        TRIMMED("Some answers stand for more than {times#} times as many machines as the answers of the "
                + "median machine; they count as {times#} times as many, so no 99% interval can be given"),
        /** About stacks: only a sample was used. */
        SAMPLED("There were too many stacks to examine all of them: {percent}% of the answers that have any "
                + "were examined, chosen at random after the week was published"),
        /** About stacks: not all are listed. */
        LISTED("Only the {listed#} most common of {distinct#} different stacks are listed; the published "
                + "answers contain all of them"),
        /** About stacks: some answers left out stacks. */
        LEFT_OUT("{left#answer} left out stacks: an answer contains at most 64, the most frequent ones"),
        /** About figures over all events: how much one machine can count. */
        CLIPPED("In figures over all events no machine counts for more than {most#event}: if it has more, "
                + "all of its counts are reduced by the same factor, and so in every week of the trend"),
        /** About a histogram or a ratio: answers to the question as it was before its counters changed. */
        OTHER_COUNTERS(
                "{left#answer} not counted in this chart: the question's counters or buckets changed " + "afterwards"),
        /** About an attribute by which machines are not compared; the attribute is in words. */
        UNSAID("More than 1% of the answers do not give the {attribute}, because too few machines answered "
                + "alike: machines are not compared by it"),
        /** About differences between versions: why they are not named. */
        SEVERAL_VERSIONS("Too many machines ran several versions in one week to tell whether versions differ: "
                + "machines that use a program often ran both, and those that ran only one are unlike all "
                + "others"),
        /** About other differences: why they are not named. */
        ONE_NETWORK("Some differences are not shown, because the answers of one network could have caused them"),
        /** About all charts: answers that none of them counts. */
        UNKNOWN("{left#answer} not counted in any chart: no chart asks the question now, or the "
                + "configuration is revoked or unknown"),
        /** About all charts: one is missing. */
        NOT_COMPUTED("The chart \"{title}\" of {program} is left out: it cannot be computed from these answers"),
        /** About all charts: what the gate did to a week. */
        GATED("Week of {week}: nothing is shown that fewer than {least#} machines answered alike. "
                + "{attributes#answer} without some of version, runtime, operating system and processor, "
                + "{coarser#answer} with coarser counts, {left#answer} left out."),
        /** About all charts: answers to a week that arrived after the gate had closed. */
        LATE("Week of {week}: {left#answer} left out that arrived after the first publication, because "
                + "rare answers are no longer shown."),
        /** About weights: they match the known margins. */
        MATCHED("reweighted to match {margins}"),
        /** About weights: why they do not match. */
        NO_ANSWER("not reweighted: there is no answer to reweight"),
        NO_BUCKET("not reweighted: no answer has {attribute} {bucket}, expected a share of {share}"),
        FEW_IN_BUCKET("not reweighted: the answers with {attribute} {bucket} say as much as {answers} of equal "
                + "weight, expected at least {least#}"),
        DOUBLE("not reweighted: {percent}% of the machines have more than one {attribute}, and the known "
                + "margins do not say how many should"),
        STILL_OFF("not reweighted: after {rounds} rounds a margin is still off by {off}, because some "
                + "combinations have no answer"),
        /** The same: not all answers give the attribute of a margin. */
        NO_ATTRIBUTE("not reweighted: some answers do not give an attribute that the known margins are about"),
        /** The same: one network would have too much weight. */
        NETWORK_MOVES("not reweighted: some answers would count {times} times as much, so one network could move a "
                + "share by {points} points"),
        TOO_HEAVY("not reweighted: some answers would count more than {times#} times as much as before");

        private final String sentence;
        private final Pattern pattern;

        Kind(String sentence) {
            this.sentence = sentence;
            StringBuilder regex = new StringBuilder();
            int at = 0;
            for (Placeholder placeholder : Placeholder.of(sentence)) {
                regex.append(Pattern.quote(sentence.substring(at, placeholder.begin())))
                        .append(placeholder.regex());
                at = placeholder.end();
            }
            this.pattern = Pattern.compile(
                    regex.append(Pattern.quote(sentence.substring(at))).toString());
        }

        /** The names of its placeholders, in their order, and for each whether its value is a number. */
        public Map<String, Boolean> placeholders() {
            Map<String, Boolean> placeholders = new LinkedHashMap<>();
            Placeholder.of(sentence)
                    .forEach(placeholder -> placeholders.put(placeholder.name(), placeholder.isNumber()));
            return placeholders;
        }

        /** The noun that a placeholder's number counts, in the singular; empty for a text or a plain number. */
        public Optional<String> noun(String place) {
            return Placeholder.of(sentence).stream()
                    .filter(one -> one.name().equals(place))
                    .map(Placeholder::noun)
                    .filter(noun -> !noun.isEmpty())
                    .findFirst();
        }
    }

    public ChartNote {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A note.
     *
     * @param values names of placeholders, each followed by its value
     */
    public static ChartNote of(Kind kind, Object... values) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i + 1 < values.length; i += 2) {
            named.put((String) values[i], values[i + 1]);
        }
        return new ChartNote(kind, named);
    }

    /** Parses a published sentence; empty if it is not a known note, for example one of a later version. */
    public static Optional<ChartNote> read(String published) {
        for (Kind kind : Kind.values()) {
            Matcher matcher = kind.pattern.matcher(published);
            if (matcher.matches()) {
                return Optional.of(new ChartNote(kind, values(kind, matcher)));
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> values(Kind kind, Matcher matcher) {
        Map<String, Object> values = new LinkedHashMap<>();
        int group = 1;
        for (Placeholder placeholder : Placeholder.of(kind.sentence)) {
            values.put(placeholder.name(), placeholder.read(matcher.group(group)));
            group++;
        }
        return values;
    }

    /** The sentence in English, as it is published. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Placeholder placeholder : Placeholder.of(kind.sentence)) {
            Object value = values.get(placeholder.name());
            if (value == null) {
                throw new IllegalArgumentException("a note " + kind + " has no value for " + placeholder.name());
            }
            text.append(kind.sentence, at, placeholder.begin()).append(placeholder.text(value));
            at = placeholder.end();
        }
        return text.append(kind.sentence.substring(at)).toString();
    }

    /**
     * A placeholder in a sentence.
     *
     * @param begin where it begins in the sentence
     * @param end where it ends
     * @param noun the noun that its number counts; empty if there is none, or if it is a text
     */
    private record Placeholder(int begin, int end, String name, boolean isNumber, String noun) {

        private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)(#?)([a-z]*)\\}");

        static List<Placeholder> of(String sentence) {
            return PLACE.matcher(sentence)
                    .results()
                    .map(one -> new Placeholder(
                            one.start(), one.end(), one.group(1), !one.group(2).isEmpty(), one.group(3)))
                    .toList();
        }

        /** At most 18 characters, so that any match fits a long. */
        String regex() {
            if (!isNumber) {
                return name.equals("attribute") ? "(.+?)" : "(.+)"; // one of our words, before free text
            }
            String things = noun.isEmpty() ? "" : " (?:" + noun + "|" + Quantity.noun(2, noun) + ")";
            return "([0-9][0-9,]{0,17})" + things;
        }

        Object read(String text) {
            return isNumber ? (Object) Long.valueOf(text.replace(",", "")) : text;
        }

        String text(Object value) {
            if (!isNumber) {
                return (String) value;
            }
            long number = (Long) value;
            return noun.isEmpty() ? String.format(Locale.ROOT, "%,d", number) : Quantity.of(number, noun);
        }
    }
}
