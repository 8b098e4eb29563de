package dev.limpid.server.http.message;

import dev.limpid.protocol.answer.AnswerToken;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Request;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.UploadHead;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's first line and headers, and the collection that it is for.
 *
 * @param path relative to the collection's root
 * @param headers by lower-case name
 */
public record RequestHead(
        String method,
        Mount mount,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        boolean keepAlive) {

    private static final String TOKEN = AnswerToken.HEADER.toLowerCase(Locale.ROOT);

    /** The headers that a resource may see. None of them identifies the sender. */
    private static final Set<String> FOR_RESOURCES = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "host",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "range",
            "sec-fetch-site",
            "x-forwarded-proto");

    private static final Mount NOWHERE = new Mount(Optional.empty(), "/", Optional.empty(), List.of());
    private static final RequestHead UNREADABLE = new RequestHead("unknown", NOWHERE, "/", Map.of(), Map.of(), false);

    /** A head and, if the request must not continue, the refusal. */
    public record Read(RequestHead head, Optional<Response> refusal) {

        private static final int MISDIRECTED = 421;

        /** Whether the request is for a host that no collection has. */
        public boolean isMisdirected() {
            return refusal.isPresent() && refusal.get().status() == MISDIRECTED;
        }
    }

    public static RequestHead unreadable() {
        return UNREADABLE;
    }

    public static Response whyUnreadable(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Refusals.of(414, "line-too-long", "the request line is longer than 4096 bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Refusals.of(
                    431,
                    "headers-too-long",
                    "the request headers are longer than 8192 bytes or have more than 100 lines");
        }
        return Refusals.ofRequest(
                400, "the request is not a valid HTTP/1.1 request, expected one whose lines end with CR LF");
    }

    public static Read of(HttpRequest request, List<Mount> mounts) {
        String method = request.method().name();
        Map<String, String> headers = headers(request);
        RequestHead nowhere = new RequestHead(known(method), NOWHERE, "/", Map.of(), headers, false);
        Optional<Response> unclear = Framing.refusal(request);
        if (unclear.isPresent()) {
            return new Read(nowhere, unclear);
        }
        Optional<RequestTarget> target = RequestTarget.parse(request.uri());
        if (target.isEmpty()) {
            return new Read(
                    nowhere,
                    Optional.of(Refusals.ofRequest(400, "the requested address is malformed, expected a path")));
        }
        // RFC 9112, 3.2.2: a host in the target takes precedence over the Host line.
        String host = target.get()
                .host()
                .or(() -> HostName.parse(headers.getOrDefault("host", "")))
                .orElse("");
        Optional<Mount> mount =
                mounts.stream().filter(m -> m.holds(host, target.get().path())).findFirst();
        if (mount.isEmpty()) {
            return new Read(nowhere, Optional.of(noCollection(host, mounts)));
        }
        RequestHead head = new RequestHead(
                known(method),
                mount.get(),
                mount.get().relativePath(target.get().path()),
                target.get().query(),
                headers,
                HttpUtil.isKeepAlive(request));
        return new Read(head, head.refusal(method));
    }

    public boolean isUpload() {
        return method.equals("POST");
    }

    boolean isGet() {
        return method.equals("GET");
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    public Request forResources() {
        Map<String, String> seen = new HashMap<>(headers);
        seen.keySet().retainAll(FOR_RESOURCES);
        return new Request(path, query, seen);
    }

    public UploadHead uploadHead() {
        String type = headers.getOrDefault("content-type", "");
        int parameters = type.indexOf(';');
        return new UploadHead(
                path,
                (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT),
                headers.getOrDefault("content-encoding", "identity").toLowerCase(Locale.ROOT),
                Optional.ofNullable(headers.get(TOKEN)),
                Optional.ofNullable(headers.get("authorization")),
                via());
    }

    /** The intermediaries that the {@code Via} header names. */
    public Optional<String> via() {
        return Optional.ofNullable(headers.get("via"));
    }

    /** The client that trusted proxies name. */
    public ForwardedFor forwardedFor(int trustedProxies) {
        return ForwardedFor.read(headers.get("x-forwarded-for"), trustedProxies);
    }

    /** 421 means that a proxy changed the host name; 404, that nothing is at this path. */
    private static Response noCollection(String host, List<Mount> mounts) {
        boolean known = mounts.stream().anyMatch(mount -> mount.isAt(host));
        return known
                ? Refusals.of(404, "no-collection", "there is no collection at this address")
                : Refusals.of(
                        421,
                        "no-collection",
                        "no collection has this host name; a proxy in front must pass on the Host header that it received");
    }

    private Optional<Response> refusal(String asked) {
        boolean forIntake =
                mount.intake().map(uploadHandler -> uploadHandler.takes(path)).orElse(false);
        if (asked.equals("POST") && !forIntake) {
            return Optional.of(notAllowed("POST", "GET, HEAD"));
        }
        if (!asked.equals("POST") && forIntake) {
            return Optional.of(notAllowed(known(asked), "POST"));
        }
        if (!asked.equals("POST") && !asked.equals("GET") && !asked.equals("HEAD")) {
            return Optional.of(notAllowed(known(asked), "GET, HEAD"));
        }
        return Optional.empty();
    }

    private static Response notAllowed(String method, String allowed) {
        Response plain = Refusals.of(
                405,
                "method-not-allowed",
                "the method " + method + " is not allowed at this address, expected " + allowed);
        Map<String, String> headers = new HashMap<>(plain.headers());
        headers.put("Allow", allowed);
        return new Response(plain.status(), plain.contentType(), plain.body(), headers);
    }

    /** The method, or {@code other}: a sender must not be able to invent names in metrics. */
    private static String known(String method) {
        return Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
                        .contains(method)
                ? method
                : "other";
    }

    private static Map<String, String> headers(HttpRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            headers.merge(header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b);
        }
        return headers;
    }
}
