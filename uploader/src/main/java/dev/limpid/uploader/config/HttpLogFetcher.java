package dev.limpid.uploader.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;

/**
 * Reads the log over HTTP with the JDK's oldest client, which costs a process 30 ms where its newest costs 700. Every
 * answer is limited in length and time; nothing about the user or the machine is said beyond what HTTP needs.
 */
public final class HttpLogFetcher implements LogFetcher {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 15_000;
    private static final long WHOLE_NANOS = 60_000_000_000L;

    private final String base;
    private final Proxy proxy;

    /**
     * @param url the address of the log, such as {@code https://telemetry.example.org/log}
     * @param proxy the proxy to go through, or {@link Proxy#NO_PROXY}
     */
    public HttpLogFetcher(String url, Proxy proxy) {
        this.base = url.endsWith("/") ? url : url + "/";
        this.proxy = proxy;
    }

    @Override
    public byte[] fetch(String path, int mostBytes) throws IOException {
        return get(path, 0, mostBytes);
    }

    @Override
    public byte[] fetchEnd(String path, int lastBytes, int mostBytes) throws IOException {
        return get(path, lastBytes, mostBytes);
    }

    private byte[] get(String path, int lastBytes, int mostBytes) throws IOException {
        URI uri = URI.create(base + path);
        URLConnection opened = uri.toURL().openConnection(proxy);
        if (!(opened instanceof HttpURLConnection connection)) {
            throw new IOException(uri + " is no http address");
        }
        long deadline = System.nanoTime() + WHOLE_NANOS;
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setUseCaches(false);
        connection.setRequestProperty("User-Agent", "limpid");
        connection.setRequestProperty("Accept", "*/*");
        if (lastBytes > 0) {
            connection.setRequestProperty("Range", "bytes=-" + lastBytes);
        }
        boolean whole = false;
        try {
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_GONE) {
                throw new NotServedException(uri + " answered " + status);
            }
            if (status == 416 && lastBytes > 0) {
                return get(path, 0, mostBytes);
            }
            if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
                throw new IOException(uri + " answered " + status + ", expected 200");
            }
            try (InputStream body = connection.getInputStream()) {
                byte[] bytes = read(body, uri, mostBytes, deadline);
                whole = true;
                return bytes;
            }
        } finally {
            if (!whole) {
                // A connection whose answer was read whole serves the next request as well.
                connection.disconnect();
            }
        }
    }

    private static byte[] read(InputStream body, URI uri, int mostBytes, long deadline) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > mostBytes) {
                throw new IOException(uri + " answered more than " + mostBytes + " bytes");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException(uri + " took longer than a minute");
            }
        }
        return bytes.toByteArray();
    }
}
