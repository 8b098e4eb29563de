package dev.limpid.dist.stacks;

import dev.limpid.protocol.report.PublishedSymbols.Place;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * SourceLinks to lines of source at the tag of a release.
 *
 * @param source a template with {@code {tag}}, {@code {path}} and {@code {line}}; empty for no links
 * @param tag a template with {@code {version}}
 */
record SourceLinks(String source, String tag) {

    private static final String LINE = "{line}";

    String tagOf(String version) {
        return tag.replace("{version}", version);
    }

    /** The link to a location at a version; empty if there are no links. */
    String to(Place place, String version) {
        if (source.isEmpty()) {
            return "";
        }
        // Cuts the line's anchor if the line is not known: a link to line 0 leads nowhere.
        int anchor = source.lastIndexOf('#');
        String known = place.line() == 0 && anchor >= 0 ? source.substring(0, anchor) : source;
        return known.replace("{tag}", path(tagOf(version)))
                .replace("{path}", path(place.path()))
                .replace(LINE, Integer.toString(place.line()));
    }

    private static String path(String path) {
        StringBuilder encoded = new StringBuilder();
        for (String part : path.split("/", -1)) {
            encoded.append(encoded.isEmpty() ? "" : "/").append(encoded(part));
        }
        return encoded.toString();
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
