package dev.limpid.web.words.chart;

import dev.limpid.charts.ChartNote;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.SiteMessages;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Translates notes, which are published next to figures as English sentences, to a reader's language. */
public final class NoteWords {

    private static final Pattern MARGIN = Pattern.compile("(version|runtime|os|arch) (\\(.*?\\))(?: and |$)");

    private NoteWords() {}

    /**
     * A note as a page shows it.
     *
     * @param text a whole sentence with its full stop
     * @param language its language for {@code lang}, if it differs from the page's
     */
    public record LocalizedNote(String text, @Nullable String language) {}

    /** A published note; one that this version does not know is shown as it was published. */
    public static LocalizedNote of(String published, SiteMessages words) {
        Optional<ChartNote> note = ChartNote.read(published);
        if (note.isEmpty() || words.isEnglish()) {
            String stop = published.endsWith(".") ? "" : ".";
            return new LocalizedNote(published + stop, words.fallbackLanguage());
        }
        return new LocalizedNote(words.say("note." + key(note.get().kind()), values(note.get(), words)), null);
    }

    /** The key of a kind's sentence after {@code note.}: {@code several-versions}. */
    static String key(ChartNote.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object[] values(ChartNote chartNote, SiteMessages words) {
        List<Object> values = new ArrayList<>();
        for (Map.Entry<String, Object> value : chartNote.values().entrySet()) {
            values.add(value.getKey());
            values.add(value(chartNote.kind(), value.getKey(), value.getValue(), words));
        }
        return values.toArray();
    }

    private static Object value(ChartNote.Kind kind, String name, Object value, SiteMessages words) {
        if (value instanceof Long number) {
            return kind.noun(name)
                    .map(noun -> (Object) words.count("of." + noun, number))
                    .orElse(number);
        }
        String text = (String) value;
        return switch (name) {
            case "attribute" -> attribute(text, words);
            case "week" -> Dates.day(LocalDate.parse(text), words);
            case "margins" -> margins(text, words);
            case "percent", "share", "off", "answers", "times", "points" -> decimal(text, words);
            default -> text;
        };
    }

    /** An attribute that a sentence names by its keyword or in words. */
    private static String attribute(String text, SiteMessages words) {
        for (Attribute attribute : Attribute.values()) {
            if (text.equals(attribute.word()) || text.equals(attribute.inWords())) {
                return words.say("attribute." + attribute.word());
            }
        }
        return text;
    }

    /** {@code os (linux 0.6, darwin 0.4) and arch (amd64 1)}. */
    private static String margins(String text, SiteMessages words) {
        String all = "";
        Matcher margin = MARGIN.matcher(text);
        while (margin.find()) {
            String one = attribute(margin.group(1), words) + " " + margin.group(2);
            all = all.isEmpty() ? one : words.say("list.last", "first", all, "last", one);
        }
        return all.isEmpty() ? text : all;
    }

    private static String decimal(String text, SiteMessages words) {
        return text.replace(
                '.', DecimalFormatSymbols.getInstance(words.locale()).getDecimalSeparator());
    }
}
