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
 * Makes connections that do not use the program's {@link CookieHandler}, {@link Authenticator}, response cache, keys
 * and certificates: they send no cookie, password or certificate, store none, and never ask the program's user for one.
 * Connections of two of these objects share nothing either, so no TLS session links one week to the next.
 *
 * <p>Safe for use by many threads: this object's monitor guards the objects that the first connection creates.
 */
public final class IsolatedConnections {

    /** Has no password. Nobody else uses this authenticator, so it shares no remembered password either. */
    private static final Authenticator NOBODY = new Authenticator() {};

    @Nullable
    private SSLContext tls;

    @Nullable
    private SSLSocketFactory sockets;

    /**
     * A builder for a separate client. The JDK gives such a client no cookies and no passwords unless they are
     * configured.
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
     * A {@link HttpURLConnection}, which starts twenty times faster than {@link HttpClient}. It does not follow
     * redirects: it would log the user in with a Kerberos ticket wherever it is redirected. Empty if the program has a
     * cookie handler: the connection would read and store the program's cookies, so use {@link #client} instead.
     *
     * @throws IOException if the address or the proxy is not an HTTP one
     */
    public Optional<HttpURLConnection> plain(URI address, Proxy proxy) throws IOException {
        FixedProxy.requireHttp(proxy);
        if (CookieHandler.getDefault() != null) {
            return Optional.empty();
        }
        URLConnection opened = address.toURL().openConnection(proxy);
        if (!(opened instanceof HttpURLConnection connection)) {
            throw new IOException(address + " is not an address, expected http or https");
        }
        // The connection keeps the handler that was set when it was created.
        if (CookieHandler.getDefault() != null) {
            return Optional.empty();
        }
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(sockets());
            secure.setHostnameVerifier((host, session) -> false); // called only for a certificate of another host
        }
        connection.setAuthenticator(NOBODY);
        connection.setUseCaches(false);
        connection.setInstanceFollowRedirects(false);
        return Optional.of(connection);
    }

    /** One factory for all connections: otherwise no connection would be reused. */
    private synchronized SSLSocketFactory sockets() throws IOException {
        SSLSocketFactory made = sockets;
        if (made == null) {
            made = tls().getSocketFactory();
            sockets = made;
        }
        return made;
    }

    /** Trusts the authorities that this Java trusts, and has no key for a server that asks who we are. */
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
