package dev.limpid.web.layout;

/**
 * Relative links from one page to the others. A page is named by its path from the collection's root without the
 * leading slash: {@code ""} is the home page, {@code "charts/"} a folder's page, {@code "privacy"} a page.
 */
public final class Links {
    private final String root;
    private final LinkStyle style;

    /** Creates the links of the page {@code from}. */
    public Links(String from, LinkStyle style) {
        int depth = (int) from.chars().filter(c -> c == '/').count();
        this.root = depth == 0 ? "./" : "../".repeat(depth);
        this.style = style;
    }

    /** The link to a page. */
    public String page(String page) {
        return root + own(page);
    }

    /** A page's address below the site's root. */
    public String own(String page) {
        return escaped(style == LinkStyle.SERVED ? page : file(page));
    }

    /** The link to a file that is not a page: a download, an asset, a tile. */
    public String file(String path, boolean escape) {
        return root + (escape ? escaped(path) : path);
    }

    /** The link to an asset, whose name needs no escaping. */
    public String asset(String name) {
        return root + "assets/" + name;
    }

    /** Whether a server serves these links. */
    public boolean isServed() {
        return style == LinkStyle.SERVED;
    }

    /** The relative path to the root, ending in a slash. */
    public String root() {
        return root;
    }

    /** The file of a page in a static export. */
    public static String file(String page) {
        return page.isEmpty() || page.endsWith("/") ? page + "index.html" : page + ".html";
    }

    /** Percent-encodes characters that a path may not contain; slashes stay. */
    public static String escaped(String path) {
        StringBuilder out = new StringBuilder(path.length());
        for (byte b : path.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "/-._~@+,".indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
