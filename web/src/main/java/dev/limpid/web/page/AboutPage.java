package dev.limpid.web.page;

import dev.limpid.web.facts.ServerRules;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.template.JteaboutGenerated;

/** The page about the collection: who runs it, how it works, how certain the figures are. */
public final class AboutPage {
    private AboutPage() {}

    /** The page. */
    public static String render(PageContext pageContext, ServerRules rules) {
        return Markup.of((out, plain) -> JteaboutGenerated.render(out, plain, pageContext, rules));
    }
}
