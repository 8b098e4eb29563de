package dev.limpid.handbook;

import dev.limpid.web.Site;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The style sheet of the pages, with the colours of the charts' site. */
final class Style {

    private Style() {}

    static String sheet() throws IOException {
        return text(Site.class, "asset/colours.css") + text(Style.class, "handbook.css");
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
