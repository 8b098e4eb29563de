package dev.limpid.handbook;

import dev.limpid.web.Site;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The style sheet of the pages, with the colours of the charts' site. */
final class Style {

    private static final String CHOSEN_DARK = "@media screen {\n  :root[data-theme=\"dark\"]";

    private Style() {}

    static String sheet() throws IOException {
        String site = text(Site.class, "asset/site.css");
        int begin = site.indexOf(":root {");
        int end = site.indexOf(CHOSEN_DARK);
        if (begin < 0 || end < begin) {
            throw new IOException("site.css: found no colours between \":root {\" and \"" + CHOSEN_DARK + "\"");
        }
        return site.substring(begin, end) + text(Style.class, "handbook.css");
    }

    static String text(Class<?> beside, String name) throws IOException {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path next to " + beside.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
