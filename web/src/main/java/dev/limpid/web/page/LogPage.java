package dev.limpid.web.page;

import dev.limpid.web.facts.LogFacts;
import dev.limpid.web.frame.Frame;
import dev.limpid.web.template.JtelogGenerated;
import java.util.Optional;

/** The page of the log: its head, its witnesses, and the lines that other tools need. */
public final class LogPage {
    private LogPage() {}

    /** The page. */
    public static String render(Frame frame, Optional<LogFacts> log) {
        return Markup.of((out, plain) -> JtelogGenerated.render(out, plain, frame, log));
    }
}
