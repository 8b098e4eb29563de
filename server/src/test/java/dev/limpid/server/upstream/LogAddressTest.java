package dev.limpid.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log's owner that hangs, breaks off or is too slow, and a caller that is interrupted meanwhile. */
class LogAddressTest {

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
        assertThat(new LogAddress(url(), LONG).fetch("head", 3)).asString().isEqualTo("abc");
        serve(WHOLE, () -> {}, false);
        assertThatThrownBy(() -> new LogAddress(url(), LONG).fetch("head", 2))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(url() + "head: ")
                .hasMessageContaining("found more than the 2 bytes that are expected");
    }

    @Test
    void responseThatNeverEnds_isGivenUpInTime() {
        serve(PART, () -> {}, true);
        assertThatThrownBy(() -> new LogAddress(url(), SHORT).fetch("head", 1_000))
                .isInstanceOf(IOException.class)
                .hasMessage(url() + "head did not answer within 300 ms");
    }

    @Test
    void responseThatNeverBegins_isGivenUpInTime() {
        serve("", () -> {}, true);
        assertThatThrownBy(() -> new LogAddress(url(), SHORT).fetch("head", 1_000))
                .isInstanceOf(IOException.class)
                .hasMessage(url() + "head did not answer within 300 ms");
    }

    @Test
    void responseThatBreaksOff_isReportedWithItsAddress() {
        serve(PART, () -> {}, false);
        assertThatThrownBy(() -> new LogAddress(url(), LONG).fetch("head", 1_000))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(InterruptedIOException.class)
                .hasMessageStartingWith(url() + "head: ");
    }

    /** It says nothing about the log, which would otherwise not be asked for a while. */
    @Test
    void interruptWhileTheBodyArrives_isNotAFailureOfTheLog() {
        Thread reader = Thread.currentThread();
        serve(PART, reader::interrupt, true);
        assertThatThrownBy(() -> new LogAddress(url(), LONG).fetch("head", 1_000))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining(url() + "head");
        assertThat(Thread.interrupted()).isTrue();
    }
}
