package dev.limpid.web.page;

import dev.limpid.web.facts.LogView;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.template.JtelogGenerated;
import java.util.Optional;

/** The page of the log: its head, its witnesses, and the lines that other tools need. */
public final class LogPage {
    private LogPage() {}

    /** The page. */
    public static String render(PageContext pageContext, Optional<LogView> log) {
        return Markup.of((out, plain) -> JtelogGenerated.render(out, plain, pageContext, log));
    }
}
