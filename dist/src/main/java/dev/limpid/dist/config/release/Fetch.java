package dev.limpid.dist.config.release;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Gets small files from web servers, through the proxy that the JVM was told of, or from disk. */
public final class Fetch {

    private static final int MOST_BYTES = 16 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(60);

    private final HttpClient client;

    public Fetch() {
        ProxySelector proxies = ProxySelector.getDefault();
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NORMAL);
        this.client = (proxies == null ? builder : builder.proxy(proxies)).build();
    }

    /**
     * The bytes at an address; empty if there is nothing there.
     *
     * @throws IOException if it cannot be reached or answers with anything but the file or its absence
     */
    Optional<byte[]> get(URI address) throws IOException, InterruptedException {
        if ("file".equals(address.getScheme())) {
            try {
                return Optional.of(Files.readAllBytes(Path.of(address)));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(WHOLE).GET().build();
        HttpResponse<InputStream> answer = send(request);
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == 404 || answer.statusCode() == 410) {
                return Optional.empty();
            }
            if (answer.statusCode() != 200) {
                throw new IOException(address + ": answered " + answer.statusCode() + ", expected 200");
            }
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(address + ": has more than " + MOST_BYTES + " bytes, expected a short list");
            }
            return Optional.of(bytes);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new IOException(request.uri() + ": cannot be reached: " + e, e);
        }
    }
}
