package dev.limpid.handbook;

import java.util.List;
import java.util.Map;

/** The frame of every page around its body. Its policy loads nothing from elsewhere, on a server and from a folder alike. */
final class PageFrame {

    static final String INDEX = "a-z.html";
    static final String SEARCH = "search.html";

    /** An empty icon; without it browsers ask the server for one. */
    private static final String ICON = "<link rel=\"icon\" href=\"data:,\">\n";

    private final String style;
    private final Map<String, List<Document>> contents;

    PageFrame(String style, Map<String, List<Document>> contents) {
        this.style = style;
        this.contents = contents;
    }

    String of(String page, String title, String body) {
        return page(page, title, body, "");
    }

    /** A page whose body contains this script. */
    String withScript(String page, String title, String body, String script) {
        return page(page, title, body, "; script-src " + Html.hash(script));
    }

    private String page(String page, String title, String body, String scripts) {
        // If the page is opened from a folder, its form and pictures have the scheme file, which 'self' may not
        // include.
        String policy =
                "default-src 'none'; base-uri 'none'; form-action 'self' file:; img-src 'self' file: data:; style-src "
                        + Html.hash(style) + scripts;
        String name = title.equals("Limpid") ? title : title + " · Limpid";
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n"
                + ICON
                + "<title>" + Html.escaped(name) + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n"
                + "<a class=\"skip\" href=\"#text\">Skip to the text</a>\n" + top(page)
                + "<div class=\"columns\">\n<main id=\"text\" tabindex=\"-1\">\n" + body + "</main>\n"
                + navigation(page)
                + "</div>\n</body>\n</html>\n";
    }

    private static String top(String page) {
        return "<header>\n<a class=\"brand\" href=\"" + LinkRewriter.between(page, "index.html")
                + "\">Limpid handbook</a>\n"
                + "<a href=\"#contents\">Contents</a>\n<a href=\"" + LinkRewriter.between(page, INDEX)
                + "\">A to Z</a>\n"
                + "<form role=\"search\" action=\"" + LinkRewriter.between(page, SEARCH) + "\" method=\"get\">"
                + "<label for=\"q\">Search</label> <input id=\"q\" name=\"q\" type=\"search\" autocomplete=\"off\">"
                + " <button>Find</button></form>\n</header>\n";
    }

    private String navigation(String page) {
        StringBuilder list = new StringBuilder("<nav id=\"contents\" tabindex=\"-1\" aria-label=\"Contents\">\n");
        contents.forEach((group, documents) -> {
            boolean here =
                    documents.stream().anyMatch(document -> document.page().equals(page));
            boolean open = here || documents.size() <= MANY;
            list.append("<details").append(open ? " open" : "").append("><summary>");
            list.append(Html.escaped(group)).append("</summary>\n<ul>\n");
            for (Document document : documents) {
                list.append("<li><a href=\"").append(LinkRewriter.between(page, document.page()));
                list.append(document.page().equals(page) ? "\" aria-current=\"page\">" : "\">");
                list.append(Html.escaped(document.title())).append("</a></li>\n");
            }
            list.append("</ul></details>\n");
        });
        return list.append("</nav>\n").toString();
    }

    /** A group of more documents than this is collapsed unless the current page is in it. */
    private static final int MANY = 12;
}
