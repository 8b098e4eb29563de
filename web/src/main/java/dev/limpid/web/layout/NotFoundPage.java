package dev.limpid.web.layout;

import dev.limpid.web.template.JtemissingGenerated;

/** The page for a path without contents. */
public final class NotFoundPage {
    private NotFoundPage() {}

    /** The page, with a sentence that says what is missing. */
    public static String render(PageContext pageContext, String what) {
        return Markup.of((out, plain) -> JtemissingGenerated.render(out, plain, pageContext, what));
    }
}
