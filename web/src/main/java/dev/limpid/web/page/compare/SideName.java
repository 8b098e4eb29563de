package dev.limpid.web.page.compare;

import dev.limpid.charts.Period;
import dev.limpid.charts.compare.ComparisonSide;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.layout.Links;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.words.SiteMessages;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * The name of a side of a comparison in addresses: a period ({@code 2026-11-16}), a value of an attribute in the page's own
 * period ({@code os:darwin}), or one in another period ({@code os:darwin@2026-11-09}).
 *
 * @param value the attribute and its value; empty for all machines
 * @param period the weeks
 */
public record SideName(Optional<Value> value, Period period) {

    /** A value of an attribute. */
    public record Value(Attribute by, String value) {}

    /** Parses a name as {@link #text} writes it; empty if it is malformed. */
    public static Optional<SideName> parse(String text, Period page) {
        int at = text.lastIndexOf('@');
        Optional<Period> named = period(text.substring(at + 1));
        if (named.isPresent() && at < 0) {
            return Optional.of(new SideName(Optional.empty(), named.get()));
        }
        String before = named.isPresent() ? text.substring(0, at) : text;
        int colon = before.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Attribute.ofWord(before.substring(0, colon))
                        .map(by -> new SideName(
                                Optional.of(new Value(by, before.substring(colon + 1))), named.orElse(page)));
    }

    private static Optional<Period> period(String name) {
        try {
            return Optional.of(Period.parse(name));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty(); // not a period, so it is the name of a value, which the caller looks up
        }
    }

    /** The name of a side on the page of a period. */
    public static SideName of(ComparisonSide side) {
        return new SideName(
                side.selected().map(one -> new Value(one.by(), one.cell().value())), side.period());
    }

    /** The name in an address. */
    public String text(Period page) {
        String ofPeriod = value.isEmpty() ? period.name() : period.equals(page) ? "" : "@" + period.name();
        return value.map(one -> one.by().word() + ":" + one.value()).orElse("") + ofPeriod;
    }

    /** The same, escaped for a query. */
    public String escaped(Period page) {
        return Links.escaped(text(page)).replace("+", "%2B");
    }

    /** The side in words. */
    public String inWords(Period page, SiteMessages words) {
        String ofPeriod = PeriodChoice.words(period, words);
        return value.map(one -> period.equals(page)
                        ? one.value()
                        : words.say("compare.side", "value", one.value(), "period", ofPeriod))
                .orElse(ofPeriod);
    }
}
