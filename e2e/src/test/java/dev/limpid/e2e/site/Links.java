package dev.limpid.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows every link of a site from page to page, as a visitor without scripts could. */
final class Links {
    private static final Pattern LINK = Pattern.compile("<a\\b[^>]*?\\bhref=\"([^\"#]+)[^\"]*\"[^>]*>");
    private static final Pattern FILE = Pattern.compile(".*\\.(json|csv|svg|zst|zip|atom)");

    private Links() {}

    /**
     * Every page that can be reached, by its path, with its text. Fails if a link of the site leads nowhere.
     *
     * @param root the home page, ending in a slash
     */
    static SortedMap<String, String> reachable(String root) {
        HttpClient client = HttpClient.newHttpClient();
        SortedMap<String, String> pages = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>();
        open.add("");
        while (!open.isEmpty()) {
            String path = open.remove();
            if (pages.containsKey(path)) {
                continue;
            }
            String text = get(client, URI.create(root + path));
            pages.put(path, text);
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                String url = URI.create(root + path)
                        .resolve(link.group(1).replace("&amp;", "&"))
                        .toString();
                if (url.startsWith(root) && !FILE.matcher(url).matches()) {
                    open.add(url.substring(root.length()));
                }
            }
        }
        return pages;
    }

    private static String get(HttpClient client, URI url) {
        try {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(url.toString()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
