package dev.limpid.handbook;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every heading and its place: in alphabetical order for readers, and with the words below it for the search. */
final class Index {

    private final Collection<Document> documents;

    Index(Collection<Document> documents) {
        this.documents = documents;
    }

    /** A heading, where it is, and the title of its document. */
    private record Entry(String heading, String url, String title) {
        String line() {
            String of = heading.equals(title) ? "" : " <span class=\"soft\">in " + Html.escaped(title) + "</span>";
            return "<li><a href=\"" + Html.escaped(url) + "\">" + Html.escaped(heading) + "</a>" + of + "</li>\n";
        }

        /** The sort key: letters and digits only. */
        String key() {
            return Normalizer.normalize(heading, Normalizer.Form.NFD)
                    .replaceAll("[^\\p{L}\\p{N} ]", "")
                    .strip()
                    .toLowerCase(Locale.ROOT);
        }

        /** The letter that it is listed under. */
        String letter() {
            String first = key().isEmpty() ? "#" : key().substring(0, 1);
            return first.matches("[a-z]") ? first.toUpperCase(Locale.ROOT) : "0–9";
        }
    }

    /** The body of the page from A to Z. */
    String alphabet() {
        Map<String, List<Entry>> letters = new TreeMap<>();
        for (Document document : documents) {
            for (Document.Section section : document.sections()) {
                Entry entry = new Entry(section.heading(), url(document, section), document.title());
                letters.computeIfAbsent(entry.letter(), letter -> new ArrayList<>())
                        .add(entry);
            }
        }
        StringBuilder body = new StringBuilder("<h1>From A to Z</h1>\n<p>");
        letters.keySet()
                .forEach(letter -> body.append("<a class=\"letter\" href=\"#")
                        .append(id(letter))
                        .append("\">")
                        .append(letter)
                        .append("</a> "));
        body.append("</p>\n");
        letters.forEach((letter, entries) -> {
            entries.sort((a, b) -> (a.key() + '\0' + a.url()).compareTo(b.key() + '\0' + b.url()));
            body.append("<h2 id=\"" + id(letter) + "\">" + letter + "</h2>\n<ul>\n");
            entries.forEach(entry -> body.append(entry.line()));
            body.append("</ul>\n");
        });
        return body.toString();
    }

    private static String id(String letter) {
        return letter.matches("[A-Z]") ? letter.toLowerCase(Locale.ROOT) : "digits";
    }

    /** The body of the page that searches, with this script. */
    String search(String script) {
        return "<h1>Search</h1>\n<noscript><p>The search needs scripts. <a href=\"" + PageFrame.INDEX
                + "\">From A to Z</a> does not.</p></noscript>\n<p id=\"said\" role=\"status\"></p>\n"
                + "<ol id=\"found\"></ol>\n<script type=\"application/json\" id=\"sections\">" + sections()
                + "</script>\n<script>" + script + "</script>\n";
    }

    /** A list of [address, title of the document, heading, words]. */
    private String sections() {
        return documents.stream()
                .flatMap(document -> document.sections().stream()
                        .map(section -> "[" + Html.json(url(document, section)) + "," + Html.json(document.title())
                                + "," + Html.json(section.heading()) + "," + Html.json(section.text()) + "]"))
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    private static String url(Document document, Document.Section section) {
        return document.page() + "#" + section.anchor();
    }
}
