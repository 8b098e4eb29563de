package dev.limpid.cli.view;

import dev.limpid.web.Page;
import dev.limpid.web.local.LocalHome;
import dev.limpid.web.local.LocalSite;
import dev.limpid.web.words.SiteMessages;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Serves the local page on the loopback interface, at a random port and below a random path, so that neither other
 * machines, other users' programs nor web pages in the same browser can read it. A request is answered only if its Host
 * is this server's address (a name that an attacker rebinds to 127.0.0.1 is another Host), it names the random path, and
 * the browser does not mark it as cross-site. Connections that send no request do not keep others waiting
 * ({@link LocalConnections}).
 *
 * <p>Safe for use by many threads, one per connection; this object's monitor guards {@code lastPage}.
 */
public final class ViewServer implements AutoCloseable {

    /** The contents of the home, read again for every request. */
    public interface Content {
        /** The home as it is now. */
        LocalHome home() throws IOException;
    }

    private static final int TOKEN_BYTES = 16;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Set<String> NOT_CROSS_SITE = Set.of("none", "same-origin");

    private final ServerSocket socket;
    private final LocalConnections localConnections;
    private final String token;
    private final Content content;
    private final SiteMessages words;
    private long lastPage = System.nanoTime();

    private ViewServer(
            ServerSocket socket,
            String token,
            Content content,
            SiteMessages words,
            LocalConnections.Failures failures) {
        this.socket = socket;
        this.localConnections = new LocalConnections(socket, this::answer, failures);
        this.token = token;
        this.content = content;
        this.words = words;
    }

    /**
     * Starts the server.
     *
     * @param words the texts of the pages, from {@link SiteMessages#local}
     * @param failures receives once, on another thread, the reason why connections cannot be accepted
     */
    static ViewServer start(Content content, SiteMessages words, LocalConnections.Failures failures)
            throws IOException {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        ServerSocket socket = new ServerSocket(0, 0, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        ViewServer view = new ViewServer(socket, token, content, words, failures);
        view.localConnections.start();
        return view;
    }

    /** The address of the page. */
    public URI address() {
        return URI.create("http://" + host() + "/" + token + "/");
    }

    /** Waits until no page has been requested for this long by anybody who knows the address. */
    public synchronized void awaitIdle(Duration idle) throws InterruptedException {
        for (long left = idle.toNanos(); left > 0; left = idle.toNanos() - (System.nanoTime() - lastPage)) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private synchronized void notePage() {
        lastPage = System.nanoTime();
    }

    @Override
    public void close() {
        localConnections.close();
    }

    private String host() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void answer(Socket client, ViewRequest request, Runnable admitted) throws IOException {
        OutputStream out = client.getOutputStream();
        Optional<String> wrong = refusalReason(request);
        if (wrong.isPresent()) {
            send(out, 403, TEXT, (wrong.get() + "\n").getBytes(StandardCharsets.UTF_8));
            return;
        }
        admitted.run();
        notePage();
        Page page;
        try {
            page = new LocalSite(content.home(), words)
                    .page(request.path().orElseThrow().substring(token.length() + 2));
        } catch (IOException | RuntimeException e) {
            String why = "the telemetry home cannot be read: " + e.getMessage() + "\n";
            send(out, 500, TEXT, why.getBytes(StandardCharsets.UTF_8));
            return;
        }
        send(out, page.status(), page.contentType(), page.body());
    }

    private Optional<String> refusalReason(ViewRequest request) {
        if (!request.header("Host").equals(Optional.of(host()))) {
            return Optional.of("the Host is not " + host());
        }
        if (!request.method().equals("GET")) {
            return Optional.of("only GET is answered");
        }
        if (!request.header("Sec-Fetch-Site").map(NOT_CROSS_SITE::contains).orElse(true)) {
            return Optional.of("pages of other sites may not send requests");
        }
        boolean known =
                request.path().map(path -> path.startsWith("/" + token + "/")).orElse(false);
        return known ? Optional.empty() : Optional.of("the address does not contain the secret part");
    }

    private static void send(OutputStream out, int status, String type, byte[] body) throws IOException {
        String head = "HTTP/1.1 " + status + " " + (status == 200 ? "OK" : "Not OK") + "\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length
                + "\r\nContent-Security-Policy: " + LocalSite.POLICY
                + "\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer"
                + "\r\nCross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin"
                + "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }
}
