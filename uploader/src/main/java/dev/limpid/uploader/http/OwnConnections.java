package dev.limpid.uploader.http;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections that know nothing of the program's {@link CookieHandler}, {@link Authenticator}, response cache, keys
 * and certificates: they send no cookie, no password and no certificate, keep none, and never ask the program's user for
 * one. Connections of two of these objects share nothing either, so that no TLS session links one week's to the next.
 *
 * <p>Safe for use by many threads: this object's monitor guards what the first connection makes.
 */
public final class OwnConnections {

    /** Knows no password; being no other's, it shares no remembered one either. */
    private static final Authenticator NOBODY = new Authenticator() {};

    @Nullable
    private SSLContext tls;

    @Nullable
    private SSLSocketFactory sockets;

    /**
     * The settings of a client of our own, which the JDK gives no cookies and no passwords unless it is told to.
     *
     * @throws IOException if this Java cannot speak TLS
     */
    public HttpClient.Builder client(Duration connectTimeout) throws IOException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .sslContext(tls());
    }

    /**
     * A connection of the JDK's oldest client, which starts twenty times faster. It follows no redirect: this client would
     * log the user in, by the ticket of a Kerberos domain, wherever it is led. Empty if the program has a cookie handler:
     * this client would ask it and tell it, and nothing can stop it, so {@link #client} must be used.
     *
     * @throws IOException if the address is none of HTTP, or the proxy
     */
    public Optional<HttpURLConnection> plain(URI address, Proxy proxy) throws IOException {
        FixedProxy.requireHttp(proxy);
        if (CookieHandler.getDefault() != null) {
            return Optional.empty();
        }
        URLConnection opened = address.toURL().openConnection(proxy);
        if (!(opened instanceof HttpURLConnection connection)) {
            throw new IOException(address + " is no http address");
        }
        // The connection remembers the handler of the moment when it was made.
        if (CookieHandler.getDefault() != null) {
            return Optional.empty();
        }
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(sockets());
            secure.setHostnameVerifier((host, session) -> false); // asked only about a certificate of another host
        }
        connection.setAuthenticator(NOBODY);
        connection.setUseCaches(false);
        connection.setInstanceFollowRedirects(false);
        return Optional.of(connection);
    }

    /** One for all connections, or none would be used twice. */
    private synchronized SSLSocketFactory sockets() throws IOException {
        SSLSocketFactory made = sockets;
        if (made == null) {
            made = tls().getSocketFactory();
            sockets = made;
        }
        return made;
    }

    /** Trusts whom this Java trusts, and has no key to show a server that asks who we are. */
    private synchronized SSLContext tls() throws IOException {
        SSLContext made = tls;
        if (made == null) {
            try {
                made = SSLContext.getInstance("TLS");
                made.init(null, null, null);
            } catch (GeneralSecurityException e) {
                throw new IOException("this Java cannot speak TLS: " + e.getMessage(), e);
            }
            tls = made;
        }
        return made;
    }
}
