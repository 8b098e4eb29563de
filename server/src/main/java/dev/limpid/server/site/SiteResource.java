package dev.limpid.server.site;

import dev.limpid.server.http.Request;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import dev.limpid.web.Page;
import dev.limpid.web.Site;
import dev.limpid.web.SiteSource;
import dev.limpid.web.layout.LinkStyle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * The pages of one collection. It answers every path, with a 404 page where there is none, so it must come after the
 * log and the published files.
 */
public final class SiteResource implements Resource {
    /** Allows nothing from other sites, and no inline scripts or styles. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final int WORTH_PACKING = 1024;

    private final Site site;

    public SiteResource(SiteSource siteSource) {
        this.site = new Site(siteSource, LinkStyle.SERVED);
    }

    @Override
    public Optional<Response> get(Request request) throws IOException {
        String path = request.path().startsWith("/") ? request.path().substring(1) : request.path();
        Page page = page(path, request);
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Security-Policy", page.isEmbeddable() ? page.policy() : POLICY);
        headers.put("Permissions-Policy", "interest-cohort=()");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put(
                "Vary",
                Site.variesByLanguage(path) ? "Accept-Encoding, Accept-Language, Sec-Fetch-Site" : "Accept-Encoding");
        headers.put("Cache-Control", caching(page.kept()));
        if (page.isEmbeddable()) { // pages of any origin may embed it
            headers.put("Cross-Origin-Resource-Policy", "cross-origin");
            headers.put("Access-Control-Allow-Origin", "*");
        }
        if (page.status() == 302) {
            headers.put("Location", page.location());
        }
        byte[] body = page.body();
        if (body.length >= WORTH_PACKING && takesGzip(request) && isText(page.contentType())) {
            body = gzip(body);
            headers.put("Content-Encoding", "gzip");
        }
        return Optional.of(new Response(page.status(), page.contentType(), body, headers));
    }

    private Page page(String path, Request request) throws IOException {
        String accepted = request.headers().getOrDefault("accept-language", "");
        String from = request.headers().getOrDefault("sec-fetch-site", "");
        Optional<Page> other = site.redirectToLanguage(path, request.query(), accepted, from);
        return other.isPresent()
                ? other.get()
                : site.page(path, request.query()).orElseGet(() -> site.missing(path));
    }

    private static String caching(Page.CachePolicy cachePolicy) {
        return switch (cachePolicy) {
            case BRIEFLY -> "public, max-age=60";
            case FOR_AN_HOUR -> "public, max-age=3600";
            case FOR_EVER -> "public, max-age=31536000, immutable";
        };
    }

    private static boolean takesGzip(Request request) {
        for (String coding :
                request.headers().getOrDefault("accept-encoding", "").split(",", -1)) {
            String plain = coding.replace(" ", "").toLowerCase(Locale.ROOT);
            if (plain.equals("gzip") || (plain.startsWith("gzip;q=") && !plain.matches("gzip;q=0(\\.0*)?"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(String contentType) {
        return contentType.startsWith("text/")
                || contentType.startsWith("application/json")
                || contentType.startsWith("application/atom+xml")
                || contentType.startsWith("image/svg");
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return packed.toByteArray();
    }
}
