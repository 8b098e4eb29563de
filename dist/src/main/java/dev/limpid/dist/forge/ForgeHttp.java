package dev.limpid.dist.forge;

import dev.limpid.charts.json.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends requests to a forge's API according to its rules: one at a time, after the required wait if a rate limit is
 * reached, and with retries of reads after server errors. Changes are never retried, since it is unknown whether a
 * failed change was made: the next run checks. The token is sent only to the API's own host, and appears in no message.
 * For one thread at a time.
 */
public final class ForgeHttp {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(60);

    /** The longest total time to wait for rate limits. */
    private static final Duration MOST_WAIT = Duration.ofMinutes(15);

    private static final Duration FIRST_FAULT = Duration.ofSeconds(2);

    /** GitHub requires at least a second between changes. */
    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(1);

    private static final int TIMES = 4;
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_SAID = 300;
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>[^,]*;\\s*rel=\"?next\"?");

    private final HttpClient client;
    private final ForgeKind kind;
    private final URI api;
    private final Optional<String> token;
    private final Clock clock;
    private final Pause pause;
    private Duration waited = Duration.ZERO;
    private boolean changed;

    /** Waits. */
    public interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /** The response to a successful request. */
    record Response(JsonNode json, Optional<URI> next) {}

    /**
     * A connection to one forge.
     *
     * @throws IllegalArgumentException if the token would be sent unencrypted, or is not a token; the message does not
     *     contain it
     */
    public ForgeHttp(ForgeKind kind, URI api, Optional<String> token, Clock clock, Pause pause) {
        // Tokens from files and from job secrets end with a line feed.
        Optional<String> bare = token.map(String::strip);
        if (bare.isPresent() && !bare.get().matches("[!-~]+")) {
            throw new IllegalArgumentException(
                    "the token contains white space or other invalid characters, expected one word");
        }
        if (token.isPresent() && !"https".equals(api.getScheme()) && !isThisMachine(api)) {
            throw new IllegalArgumentException(api + " is not https, expected https to send a token");
        }
        this.kind = kind;
        this.api = api;
        this.token = bare;
        this.clock = clock;
        this.pause = pause;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER);
        ProxySelector proxies = ProxySelector.getDefault();
        this.client = (proxies == null ? builder : builder.proxy(proxies)).build();
    }

    private static boolean isThisMachine(URI api) {
        return "127.0.0.1".equals(api.getHost()) || "localhost".equals(api.getHost()) || "[::1]".equals(api.getHost());
    }

    /** Reads. */
    Response get(URI address) throws IOException {
        return asked("GET", address, Optional.empty());
    }

    /** Changes something. */
    Response send(String method, URI address, String json) throws IOException {
        if (changed) {
            wait(BETWEEN_CHANGES);
        }
        changed = true;
        return asked(method, address, Optional.of(json));
    }

    private Response asked(String method, URI address, Optional<String> json) throws IOException {
        Duration fault = FIRST_FAULT;
        for (int time = 1; ; time++) {
            HttpResponse<InputStream> response;
            try {
                response = once(method, address, json);
            } catch (InterruptedIOException e) {
                throw e; // the connection is not to blame, and the user has asked to end
            } catch (IOException e) {
                if (json.isPresent() || time == TIMES) {
                    throw new IOException(method + " " + address + ": no response: " + e, e);
                }
                wait(fault);
                fault = fault.multipliedBy(2);
                continue;
            }
            byte[] body = body(address, response);
            int status = response.statusCode();
            if (status >= 200 && status < 300) {
                return new Response(JsonNode.parse(body), next(address, response));
            }
            Optional<Duration> limit = limit(response, body);
            if (limit.isPresent() && time < TIMES) {
                waitForLimit(method + " " + address, limit.get());
            } else if (status >= 500 && json.isEmpty() && time < TIMES) {
                wait(fault);
                fault = fault.multipliedBy(2);
            } else {
                throw new ForgeRefusalException(method + " " + address, status, said(body), limit.isPresent());
            }
        }
    }

    private HttpResponse<InputStream> once(String method, URI address, Optional<String> json) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(WHOLE)
                .header("Accept", kind == ForgeKind.GITHUB ? "application/vnd.github+json" : "application/json")
                .header("User-Agent", "limpid-stacks")
                .method(method, json.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        json.ifPresent(any -> request.header("Content-Type", "application/json"));
        if (kind == ForgeKind.GITHUB) {
            request.header("X-GitHub-Api-Version", "2022-11-28");
        }
        token.ifPresent(one -> request.header(kind.tokenHeader, kind.tokenPrefix + one));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(method + " " + address + ": interrupted");
        }
    }

    private static byte[] body(URI address, HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(address + ": answered more than " + MOST_BYTES + " bytes");
            }
            return bytes;
        }
    }

    /** The next page, which must be at the API itself: no other host may get the token. */
    private Optional<URI> next(URI asked, HttpResponse<?> response) throws IOException {
        for (String link : response.headers().allValues("Link")) {
            Matcher next = NEXT.matcher(link);
            if (next.find()) {
                URI address = asked.resolve(next.group(1));
                if (!String.valueOf(address.getAuthority()).equals(api.getAuthority())
                        || !String.valueOf(address.getScheme()).equals(api.getScheme())) {
                    throw new IOException(asked + ": the next page is " + address + ", expected one of " + api);
                }
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    /**
     * How long to wait, if a rate limit was reached. The status is then 429; at GitHub also 403 with no remaining
     * requests, with a retry time, or with only a message about the limit, as after too many changes at once. Any other
     * 403 means that something is not allowed.
     */
    private Optional<Duration> limit(HttpResponse<?> response, byte[] body) {
        int status = response.statusCode();
        Optional<Duration> after = seconds(response, "Retry-After").map(Duration::ofSeconds);
        boolean nothingLeft = seconds(response, "X-RateLimit-Remaining")
                .or(() -> seconds(response, "RateLimit-Remaining"))
                .equals(Optional.of(0L));
        if (status != 429 && !(status == 403 && (nothingLeft || after.isPresent() || mentionsRateLimit(body)))) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return Optional.of(after.or(() -> seconds(response, "X-RateLimit-Reset")
                        .or(() -> seconds(response, "RateLimit-Reset"))
                        .map(reset -> Duration.between(now, Instant.ofEpochSecond(reset))
                                .plusSeconds(1)))
                .filter(time -> !time.isNegative())
                .orElse(Duration.ofMinutes(1)));
    }

    private static boolean mentionsRateLimit(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT).contains("rate limit");
    }

    private static Optional<Long> seconds(HttpResponse<?> response, String header) {
        return response.headers()
                .firstValue(header)
                .filter(value -> value.matches("[0-9]{1,12}"))
                .map(Long::parseLong);
    }

    private void waitForLimit(String request, Duration time) throws IOException {
        waited = waited.plus(time);
        if (waited.compareTo(MOST_WAIT) > 0) {
            throw new IOException(request + ": the forge's rate limit is reached until "
                    + clock.instant().plus(time) + "; the next run after that does the rest");
        }
        wait(time);
    }

    private void wait(Duration time) throws IOException {
        try {
            pause.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the forge");
        }
    }

    /** The forge's message without control characters, and without the token in case the forge repeats it. */
    private String said(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        String without = token.map(one -> text.replace(one, "…")).orElse(text);
        return without.substring(0, Math.min(MOST_SAID, without.length()));
    }
}
