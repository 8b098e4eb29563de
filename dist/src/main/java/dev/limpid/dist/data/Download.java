package dev.limpid.dist.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Downloads published files of a collection by their paths below its root. */
final class Download {

    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofMinutes(10);

    private final URI root;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Download(URI root) {
        this.root = root.getPath() != null && root.getPath().endsWith("/") ? root : URI.create(root + "/");
    }

    byte[] bytes(String path) throws IOException {
        return send(path, HttpResponse.BodyHandlers.ofByteArray());
    }

    Path file(String path, Path to) throws IOException {
        try {
            // Without TRUNCATE_EXISTING the end of a longer existing file would stay.
            return send(
                    path,
                    HttpResponse.BodyHandlers.ofFile(
                            to,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING));
        } catch (IOException e) {
            Files.deleteIfExists(to);
            throw e;
        }
    }

    private <T> T send(String path, HttpResponse.BodyHandler<T> handler) throws IOException {
        URI uri = root.resolve(path);
        try {
            HttpResponse<T> response =
                    client.send(HttpRequest.newBuilder(uri).timeout(ANSWER).build(), handler);
            if (response.statusCode() != 200) {
                throw new IOException(uri + " answered " + response.statusCode() + ", expected 200");
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + uri);
        }
    }
}
