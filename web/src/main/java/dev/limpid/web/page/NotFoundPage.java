package dev.limpid.web.page;

import dev.limpid.web.frame.Frame;
import dev.limpid.web.template.JtemissingGenerated;

/** What is shown where there is nothing. */
public final class MissingPage {
    private MissingPage() {}

    /** The page, with a sentence that says what is missing. */
    public static String render(Frame frame, String what) {
        return Markup.of((out, plain) -> JtemissingGenerated.render(out, plain, frame, what));
    }
}
