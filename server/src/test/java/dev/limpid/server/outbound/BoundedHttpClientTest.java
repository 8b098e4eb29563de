package dev.limpid.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that hangs, breaks off or is too slow, and a caller that is interrupted meanwhile. */
class BoundedHttpClientTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String WHOLE = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
    private static final String PART = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc";

    private final CountDownLatch done = new CountDownLatch(1);
    private ServerSocket server = unbound();

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        done.countDown();
        server.close();
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/log/");
    }

    private BoundedHttpClient.Reply fetch(Duration limit, int mostBytes) throws IOException {
        return new BoundedHttpClient(LONG, limit)
                .send(HttpRequest.newBuilder(url().resolve("head")).build(), mostBytes);
    }

    /** Sends this to the first client; then the connection stays open until the test ends, or it is closed. */
    private void serve(String response, Runnable then, boolean staysOpen) {
        Thread thread = new Thread(() -> {
            try (Socket client = server.accept()) {
                assertThat(client.getInputStream().read()).isPositive();
                client.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
                then.run();
                if (staysOpen) {
                    done.await();
                }
            } catch (IOException | InterruptedException e) {
                return; // the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void file_isFetched_upToItsLimit() throws Exception {
        serve(WHOLE, () -> {}, false);
        assertThat(fetch(LONG, 3).body()).asString().isEqualTo("abc");
        serve(WHOLE, () -> {}, false);
        assertThatThrownBy(() -> fetch(LONG, 2))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(url() + "head: ")
                .hasMessageContaining("the response has more than 2 bytes");
    }

    @Test
    void responseThatNeverEnds_isGivenUpInTime() {
        serve(PART, () -> {}, true);
        assertThatThrownBy(() -> fetch(SHORT, 1_000))
                .isInstanceOf(IOException.class)
                .hasMessage(url() + "head gave no whole response within 300 ms");
    }

    @Test
    void responseThatNeverBegins_isGivenUpInTime() {
        serve("", () -> {}, true);
        assertThatThrownBy(() -> fetch(SHORT, 1_000))
                .isInstanceOf(IOException.class)
                .hasMessage(url() + "head gave no whole response within 300 ms");
    }

    @Test
    void responseThatBreaksOff_isReportedWithItsAddress() {
        serve(PART, () -> {}, false);
        assertThatThrownBy(() -> fetch(LONG, 1_000))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(InterruptedIOException.class)
                .hasMessageStartingWith(url() + "head: ");
    }

    /** It says nothing about the server, which would otherwise not be asked for a while. */
    @Test
    void interruptWhileTheBodyArrives_isNotAFailureOfTheServer() {
        Thread reader = Thread.currentThread();
        serve(PART, reader::interrupt, true);
        assertThatThrownBy(() -> fetch(LONG, 1_000))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining(url() + "head");
        assertThat(Thread.interrupted()).isTrue();
    }
}
