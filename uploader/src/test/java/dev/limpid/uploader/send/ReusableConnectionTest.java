package dev.limpid.uploader.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReusableConnectionTest {

    private static HttpRequest.Builder to(int port) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/answers"));
    }

    private static ReusableConnection connection() throws IOException {
        return new ReusableConnection(Proxy.NO_PROXY, Duration.ofSeconds(30));
    }

    @Test
    void unreachableServer_isReportedWithItsAddress_andWithoutNullOrPackages() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        ReusableConnection reusableConnection = connection();
        assertThatThrownBy(() -> reusableConnection.send(to(closed)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "http://127.0.0.1:" + closed + "/answers could not be reached: ConnectException")
                .hasMessageNotContaining("null")
                .hasMessageNotContaining("java.");
    }

    @Test
    void serverThatClosesWithoutAReply_isReportedWithItsAddress() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread closes = new Thread(() -> readOneByteAndClose(server));
            closes.setDaemon(true);
            closes.start();
            ReusableConnection connection = connection();
            assertThatThrownBy(() -> connection.send(to(server.getLocalPort())))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(
                            "http://127.0.0.1:" + server.getLocalPort() + "/answers sent no complete reply: ");
        }
    }

    /** The server never replies: the time limit is as short as a request can have, so the test does not wait. */
    @Test
    void serverThatNeverReplies_isReportedWithItsAddress() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ReusableConnection connection = new ReusableConnection(Proxy.NO_PROXY, Duration.ofMillis(1));
            assertThatThrownBy(() -> connection.send(to(server.getLocalPort())))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("http://127.0.0.1:" + server.getLocalPort() + "/answers ");
        }
    }

    /** Accepts every connection until the server is closed: the client may send its request again. */
    private static void readOneByteAndClose(ServerSocket server) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getInputStream().read();
                }
            }
        } catch (IOException e) {
            return; // the test is over
        }
    }

    @Test
    void threadInterruptedWhileWaiting_stopsWaiting_andStaysInterrupted() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> ended = new CompletableFuture<>();
            Thread sender = new Thread(() -> {
                try {
                    connection().send(to(server.getLocalPort()));
                    ended.complete("replied");
                } catch (InterruptedIOException e) {
                    ended.complete(e.getMessage() + " " + Thread.currentThread().isInterrupted());
                } catch (IOException e) {
                    ended.complete(e.toString());
                }
            });
            sender.start();
            // It has sent its request, and never gets a response.
            try (Socket asking = server.accept()) {
                assertThat(asking.getInputStream().read()).isEqualTo('G');
                sender.interrupt();
                assertThat(ended.join()).isEqualTo("interrupted while waiting for the reply true");
            }
        }
    }
}
