package dev.limpid.web.layout;

import dev.limpid.protocol.text.VisibleCharacters;
import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;
import java.util.function.BiConsumer;

/** Runs a compiled template with an output that escapes for HTML. */
public final class Markup {
    private static final HtmlInterceptor NONE = new HtmlInterceptor() {
        @Override
        public void onHtmlTagOpened(String name, Map<String, Object> attributes, TemplateOutput output) {
            // no tag is changed
        }

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {
            // no tag is changed
        }
    };

    private Markup() {}

    /** The template's output. Control characters in texts are made visible, so that no text can hide or reverse the text next to it. */
    public static String of(BiConsumer<HtmlTemplateOutput, HtmlInterceptor> template) {
        StringOutput text = new StringOutput(16 * 1024);
        template.accept(new OwaspHtmlTemplateOutput(text), NONE);
        return VisibleCharacters.text(text.toString());
    }
}
