package dev.limpid.server.http;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request's first line and headers say, and which collection it is for.
 *
 * @param path relative to the collection's root
 * @param headers by lower-case name
 */
record RequestHead(
        String method,
        Mount mount,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        boolean keepAlive) {

    /** The headers that a resource may see. None of them tells who asks. */
    private static final Set<String> FOR_RESOURCES = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "host",
            "if-modified-since",
            "if-none-match",
            "range",
            "x-forwarded-proto");

    private static final Mount NOWHERE = new Mount(Optional.empty(), "/", Optional.empty(), List.of());

    /** A head and, where the request must not go on, the answer. */
    record Read(RequestHead head, Optional<Answer> refusal) {}

    static RequestHead unreadable() {
        return new RequestHead("unknown", NOWHERE, "/", Map.of(), Map.of(), false);
    }

    static Answer whyUnreadable(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Refusals.of(414, "line-too-long", "the request line is longer than 4096 bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Refusals.of(431, "headers-too-long", "the request headers are longer than 8192 bytes");
        }
        return Refusals.of(400, "malformed-request", "the request is no HTTP/1.1 request, expected one");
    }

    static Read of(HttpRequest request, List<Mount> mounts) {
        String method = request.method().name();
        Map<String, String> headers = headers(request);
        RequestHead nowhere = new RequestHead(known(method), NOWHERE, "/", Map.of(), headers, false);
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return new Read(nowhere, Optional.of(Refusals.of(400, "http-version", "expected HTTP/1.1 or HTTP/1.0")));
        }
        Optional<RequestTarget> target = RequestTarget.parse(request.uri());
        if (target.isEmpty()) {
            return new Read(
                    nowhere, Optional.of(Refusals.of(400, "malformed-target", "the address asked for is malformed")));
        }
        String host = host(headers.getOrDefault("host", ""));
        Optional<Mount> mount =
                mounts.stream().filter(m -> m.holds(host, target.get().path())).findFirst();
        if (mount.isEmpty()) {
            return new Read(
                    nowhere, Optional.of(Refusals.of(404, "no-collection", "there is no collection at this address")));
        }
        RequestHead head = new RequestHead(
                known(method),
                mount.get(),
                mount.get().inside(target.get().path()),
                target.get().query(),
                headers,
                HttpUtil.isKeepAlive(request));
        return new Read(head, head.refusal(method));
    }

    boolean isUpload() {
        return method.equals("POST");
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    Request forResources() {
        Map<String, String> seen = new HashMap<>(headers);
        seen.keySet().retainAll(FOR_RESOURCES);
        return new Request(path, query, seen);
    }

    String encoding() {
        return headers.getOrDefault("content-encoding", "identity").toLowerCase(Locale.ROOT);
    }

    /** Who asks: the connection's other end, or for whom the outermost trusted proxy says it asks. */
    Sender sender(InetAddress remote, int trustedProxies) {
        if (trustedProxies > 0) {
            String[] hops = headers.getOrDefault("x-forwarded-for", "").split(",", -1);
            int index = hops.length - trustedProxies;
            byte @Nullable [] address =
                    index < 0 ? null : NetUtil.createByteArrayFromIpAddressString(hops[index].strip());
            if (address != null) {
                try {
                    return Sender.of(InetAddress.getByAddress(address));
                } catch (UnknownHostException e) {
                    throw new IllegalStateException("four or sixteen bytes are an address", e);
                }
            }
        }
        return Sender.of(remote);
    }

    private Optional<Answer> refusal(String asked) {
        boolean forIntake = mount.intake().map(intake -> intake.takes(path)).orElse(false);
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

    private static Answer notAllowed(String method, String allowed) {
        Answer plain = Refusals.of(
                405, "method-not-allowed", "the method " + method + " is not for this address, expected " + allowed);
        Map<String, String> headers = new HashMap<>(plain.headers());
        headers.put("Allow", allowed);
        return new Answer(plain.status(), plain.contentType(), plain.body(), headers);
    }

    /** The method, or {@code other}: a sender must not be able to make up names that are counted by. */
    private static String known(String method) {
        return Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
                        .contains(method)
                ? method
                : "other";
    }

    private static String host(String header) {
        int colon = header.lastIndexOf(':');
        String host = colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
        return host.toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> headers(HttpRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            headers.merge(header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b);
        }
        return headers;
    }
}
