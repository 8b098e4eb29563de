package dev.limpid.server.http.front;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The certificate and key of a server that speaks TLS itself, without a proxy.
 *
 * @param certificate the chain, a PEM file
 * @param key the private key, PKCS#8 in a PEM file
 */
public record TlsFiles(Path certificate, Path key) {

    /**
     * Sets up TLS 1.2 and 1.3 with them.
     *
     * @throws IOException if they cannot be read, or do not match
     */
    SslContext context() throws IOException {
        try {
            return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(
                    certificate + " and " + key + " cannot serve TLS: " + e.getMessage()
                            + "; expected a PEM chain and its PKCS#8 key",
                    e);
        }
    }
}
