package dev.limpid.server.http.message;

import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether it is certain where a request ends and which host it is for (RFC 9112, 3.2 and 6). A request that two readers
 * could understand differently is refused, and nothing more is read from its connection: a proxy in front may have
 * understood it differently. None of these refusals is a verdict on an answer.
 */
final class Framing {

    private Framing() {}

    static Optional<Response> refusal(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return refuse("the version of HTTP is unknown, expected HTTP/1.1 or HTTP/1.0");
        }
        return hosts(request).or(() -> transferCodings(request));
    }

    private static Optional<Response> hosts(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1) {
            return refuse("the request has " + hosts.size() + " Host lines, expected one");
        }
        if (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return refuse("the request has no Host line, expected one");
        }
        return hosts.isEmpty() || HostName.parse(hosts.get(0)).isPresent()
                ? Optional.empty()
                : refuse("the Host line names no host, expected one like telemetry.example.org");
    }

    private static Optional<Response> transferCodings(HttpRequest request) {
        if (!request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return Optional.empty();
        }
        if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return refuse("the request of HTTP/1.0 has a Transfer-Encoding, expected a Content-Length");
        }
        if (request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return refuse("the request has a Transfer-Encoding and a Content-Length, expected one of them");
        }
        List<String> codings = new ArrayList<>();
        for (String line : request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING)) {
            for (String coding : line.split(",", -1)) {
                if (!coding.isBlank()) {
                    codings.add(coding.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        int chunked = codings.indexOf("chunked");
        if (chunked < 0 || chunked != codings.size() - 1) {
            return refuse("the Transfer-Encoding does not end with chunked, expected only chunked");
        }
        return codings.size() == 1
                ? Optional.empty()
                : Optional.of(Refusals.ofRequest(501, "the Transfer-Encoding is unknown, expected only chunked"));
    }

    private static Optional<Response> refuse(String sentence) {
        return Optional.of(Refusals.ofRequest(400, sentence));
    }
}
