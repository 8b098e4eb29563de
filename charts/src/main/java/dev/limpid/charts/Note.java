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
 * What readers of published charts have to know beside the figures: a kind, and the values of its places. It is published as the
 * kind's English sentence, which {@link #text} makes and {@link #read} reads again, so that whoever shows it can say it in another language.
 * Immutable.
 *
 * @param kind what it says
 * @param values by the names of the kind's places, in their order: a {@link Long} where a number stands, else a {@link String}
 */
public record Note(Kind kind, Map<String, Object> values) {

    /**
     * What notes say. In a sentence {@code {name}} is a text, {@code {name#}} a whole number, and {@code {name#answer}} a number
     * of things of this name, such as {@code 3 answers}.
     */
    public enum Kind {
        /** Of a chart: why it has no intervals. */
        PROVISIONAL(
                "Answers may still come, and those who use a program much answer first: no 99% interval can be had"),
        /** The same where a gate before publication left out what is rare. */
        RARE("Rare answers are left out or shown with coarser counts before anything is published, so figures lean"
                + " to what is common: no 99% interval can be had"),
        /** The same where weights were trimmed. */
        TRIMMED("Some answers stand for more than {times#} times as many machines as those of the median machine do;"
                + " they count for {times#} times as many, so no 99% interval can be had"),
        /** Of stacks: only a part was looked at. */
        SAMPLED("There were too many stacks to look at all: {percent}% of the answers that have any were, chosen at"
                + " random once the week was published"),
        /** Of stacks: not all are listed. */
        LISTED("Of {distinct#} different stacks only the {listed#} commonest are listed; the published answers have"
                + " them all"),
        /** Of stacks: what answers did not hold. */
        LEFT_OUT("{left#answer} left out stacks: of more than 64 the most frequent are sent"),
        /** How much a machine counts in figures over all events. */
        CLIPPED("In figures over all events no machine counts for more than {most#event}; all of its counts shrink"
                + " alike, and so they do in every week of the trend"),
        /** Of a histogram or a ratio: answers to the question as it was before its counters changed. */
        OTHER_COUNTERS(
                "{left#answer} were asked with other counters or buckets, before these were changed; the chart does"
                        + " not count them"),
        /** By what machines are not compared; the attribute is in words. */
        UNSAID("More than 1% of the answers do not say the {attribute}, since too few machines answered alike:"
                + " machines are not compared by it"),
        /** Why differences between versions are not named. */
        SEVERAL_VERSIONS(
                "Too many machines had several versions in one week to say whether versions differ: who runs a program"
                        + " much has both of them, and who has one alone is unlike all others"),
        /** Why other differences are not named. */
        ONE_NETWORK("Some differences are not named, since what one network may give could make them"),
        /** Of all charts: answers that none of them counts. */
        UNKNOWN("{left#answer} to questions that no chart asks now, or by configurations that are revoked or not"
                + " known; no chart counts them"),
        /** Of all charts: one is missing. */
        NOT_COMPUTED("The chart \"{title}\" of {program} is left out: it cannot be computed from these answers"),
        /** Of all charts: what the gate did to a week. */
        GATED("Of the week of {week} nothing is shown that fewer than {least#} machines answered alike:"
                + " {attributes#answer} without some of version, runtime, system and processor, {coarser#answer}"
                + " with coarser counts, {left#answer} left out."),
        /** Of all charts: what came to a week after the gate had closed. */
        LATE("Of the week of {week} {left#answer} that came after it was first published are left out, since rare"
                + " answers are not shown any more."),
        /** Of weights: they match what is known. */
        MATCHED("reweighted to match {margins}"),
        /** Of weights: why they do not. */
        NO_ANSWER("not reweighted: there is no answer to reweight"),
        NO_BUCKET("not reweighted: no answer has {attribute} {bucket}, which should be {share} of them"),
        FEW_IN_BUCKET(
                "not reweighted: the answers with {attribute} {bucket} say as much as {answers} of one weight would,"
                        + " expected at least {least#}"),
        DOUBLE("not reweighted: {percent}% of the machines have more than one {attribute}, and what is known does not"
                + " say how many should"),
        STILL_OFF("not reweighted: after {rounds} rounds a margin is still off by {off}; the combinations that have no"
                + " answer leave no way to match all margins"),
        TOO_HEAVY("not reweighted: some answers would count for more than {times#} times as much as they do");

        private final String sentence;
        private final Pattern pattern;

        Kind(String sentence) {
            this.sentence = sentence;
            StringBuilder regex = new StringBuilder();
            int at = 0;
            for (Place place : Place.of(sentence)) {
                regex.append(Pattern.quote(sentence.substring(at, place.begin())))
                        .append(place.regex());
                at = place.end();
            }
            this.pattern = Pattern.compile(
                    regex.append(Pattern.quote(sentence.substring(at))).toString());
        }

        /** The names of its places, in their order, each with whether a number stands there. */
        public Map<String, Boolean> places() {
            Map<String, Boolean> places = new LinkedHashMap<>();
            Place.of(sentence).forEach(place -> places.put(place.name(), place.isNumber()));
            return places;
        }

        /** What a place is a number of, in the singular; empty if it is a text or a plain number. */
        public Optional<String> noun(String place) {
            return Place.of(sentence).stream()
                    .filter(one -> one.name().equals(place))
                    .map(Place::noun)
                    .filter(noun -> !noun.isEmpty())
                    .findFirst();
        }
    }

    public Note {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A note.
     *
     * @param values names of places, each followed by its value
     */
    public static Note of(Kind kind, Object... values) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i + 1 < values.length; i += 2) {
            named.put((String) values[i], values[i + 1]);
        }
        return new Note(kind, named);
    }

    /** The note that a published sentence is; empty if it is none of these, as one of a later version may be. */
    public static Optional<Note> read(String published) {
        for (Kind kind : Kind.values()) {
            Matcher matcher = kind.pattern.matcher(published);
            if (matcher.matches()) {
                return Optional.of(new Note(kind, values(kind, matcher)));
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> values(Kind kind, Matcher matcher) {
        Map<String, Object> values = new LinkedHashMap<>();
        int group = 1;
        for (Place place : Place.of(kind.sentence)) {
            values.put(place.name(), place.read(matcher.group(group)));
            group++;
        }
        return values;
    }

    /** The sentence in English, as it is published. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Place place : Place.of(kind.sentence)) {
            Object value = values.get(place.name());
            if (value == null) {
                throw new IllegalArgumentException("a note " + kind + " has nothing to put at " + place.name());
            }
            text.append(kind.sentence, at, place.begin()).append(place.text(value));
            at = place.end();
        }
        return text.append(kind.sentence.substring(at)).toString();
    }

    /**
     * A place of a sentence.
     *
     * @param begin where it begins in the sentence
     * @param end where it ends
     * @param noun what it is a number of; empty if nothing, or if it is no number
     */
    private record Place(int begin, int end, String name, boolean isNumber, String noun) {

        private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)(#?)([a-z]*)\\}");

        static List<Place> of(String sentence) {
            return PLACE.matcher(sentence)
                    .results()
                    .map(one -> new Place(
                            one.start(), one.end(), one.group(1), !one.group(2).isEmpty(), one.group(3)))
                    .toList();
        }

        /** At most 18 signs, so that whatever is read fits a long. */
        String regex() {
            if (!isNumber) {
                return name.equals("attribute") ? "(.+?)" : "(.+)"; // a word of ours, before what others named
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
