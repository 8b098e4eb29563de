package dev.limpid.uploader.http;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** One proxy for every address. */
public final class FixedProxy extends ProxySelector {

    private final Proxy proxy;

    /**
     * @throws IOException if it is a SOCKS proxy
     */
    public FixedProxy(Proxy proxy) throws IOException {
        requireHttp(proxy);
        this.proxy = proxy;
    }

    /** Refuses a SOCKS proxy: HttpClient bypasses it, and HttpURLConnection resolves host names without it. */
    static void requireHttp(Proxy proxy) throws IOException {
        if (proxy.type() == Proxy.Type.SOCKS) {
            throw new IOException("the connection would use the SOCKS proxy " + proxy.address()
                    + ", expected an HTTP proxy, which LIMPID_PROXY=via:host:port can name");
        }
    }

    @Override
    public List<Proxy> select(URI address) {
        return List.of(proxy);
    }

    @Override
    public void connectFailed(URI address, SocketAddress at, IOException failure) {
        // There is no other proxy to try.
    }
}
