package dev.limpid.web.local;

import dev.limpid.web.Page;
import dev.limpid.web.asset.Asset;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.NotFoundPage;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.template.JtelocalconfigGenerated;
import dev.limpid.web.template.JtelocalhomeGenerated;
import dev.limpid.web.template.JtelocalsentGenerated;
import dev.limpid.web.template.JtelocalsplitsGenerated;
import dev.limpid.web.template.JtelocalweekGenerated;
import dev.limpid.web.words.SiteMessages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The pages of one telemetry home by their paths. A server of these pages sends {@link #POLICY} with each.
 *
 * <pre>
 * ""                 the mode, the weeks, what may be sent
 * weeks/             all weeks, split by week, version, runtime, system and processor
 * weeks/2026-11-20   everything counted in that week, by program, and whether it may be sent
 * sent/              what was sent, word for word
 * config/            the questions that are asked, in words
 * assets/…           style sheet and scripts
 * </pre>
 */
public final class LocalSite {
    /** The Content-Security-Policy of every page: nothing is loaded from elsewhere. */
    public static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
            + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final LocalHome home;
    private final SiteMessages words;
    private final CollectionInfo facts;

    /**
     * Creates the pages of a home.
     *
     * @param words the texts of the pages, from {@link SiteMessages#local}
     */
    public LocalSite(LocalHome home, SiteMessages words) {
        this.home = home;
        this.words = words;
        this.facts = new CollectionInfo(
                home.collection(),
                home.collection(),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                home.command(),
                List.of());
    }

    /** The page at a path without its leading slash; a page with status 404 if there is none. */
    public Page page(String path) {
        if (path.startsWith("assets/")) {
            Optional<Asset> asset = Asset.named(path.substring("assets/".length()));
            if (asset.isPresent()) {
                return new Page(200, asset.get().contentType(), asset.get().body(), "", true);
            }
        }
        PageContext pageContext = PageContext.of(facts, path, LinkStyle.SERVED).local(words);
        Optional<LocalHome.Week> week = home.weeks().stream()
                .filter(one -> path.equals("weeks/" + one.end()))
                .findFirst();
        if (week.isPresent()) {
            LocalWeek shown = new LocalWeek(week.get());
            return html(
                    200, Markup.of((out, plain) -> JtelocalweekGenerated.render(out, plain, pageContext, home, shown)));
        }
        return switch (path) {
            case "" ->
                html(200, Markup.of((out, plain) -> JtelocalhomeGenerated.render(out, plain, pageContext, home)));
            case "weeks/" -> {
                LocalSplits splits = LocalSplits.of(home.weeks());
                yield html(
                        200,
                        Markup.of((out, plain) -> JtelocalsplitsGenerated.render(out, plain, pageContext, splits)));
            }
            case "sent/" ->
                html(200, Markup.of((out, plain) -> JtelocalsentGenerated.render(out, plain, pageContext, home)));
            case "config/" ->
                html(200, Markup.of((out, plain) -> JtelocalconfigGenerated.render(out, plain, pageContext, home)));
            default -> html(404, NotFoundPage.render(pageContext, words.say("missing.page")));
        };
    }

    private static Page html(int status, String text) {
        return new Page(status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), "", false);
    }
}
