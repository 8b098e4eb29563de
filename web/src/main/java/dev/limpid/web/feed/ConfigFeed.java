package dev.limpid.web.feed;

import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.page.ConfigPage;
import dev.limpid.web.template.JtechangesGenerated;
import dev.limpid.web.words.SiteMessages;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A feed of what every version of the configuration changed, in the words of the page "Configuration". */
public final class ConfigFeed {
    private static final int ENTRIES = 50;

    private ConfigFeed() {}

    /** The feed of these versions, oldest first. */
    public static String of(PageContext pageContext, List<PublishedConfig> all) {
        List<Feed.Entry> entries = new ArrayList<>();
        LocalDate before = LocalDate.EPOCH;
        List<ConfigPage.Step> oldestFirst = new ArrayList<>(ConfigPage.history(all, SiteMessages.ENGLISH));
        java.util.Collections.reverse(oldestFirst);
        for (ConfigPage.Step step : oldestFirst) {
            // A version without a known day gets the day of the version before it.
            LocalDate day = step.version().published().orElse(before);
            entries.add(0, entry(step, day));
            before = day;
        }
        String title = "Configuration of " + pageContext.facts().title() + " telemetry";
        return new Feed(
                        pageContext,
                        title,
                        "config/",
                        entries.stream().limit(ENTRIES).toList())
                .xml();
    }

    private static Feed.Entry entry(ConfigPage.Step step, LocalDate day) {
        String version = step.version().version();
        return new Feed.Entry(
                "config@" + version,
                "Configuration " + version + ": " + step.summary(SiteMessages.ENGLISH),
                day,
                "config/" + version,
                Markup.of((out, plain) ->
                        JtechangesGenerated.render(out, plain, step, Integer.MAX_VALUE, SiteMessages.ENGLISH)));
    }
}
