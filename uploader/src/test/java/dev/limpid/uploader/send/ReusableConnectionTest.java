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

    private static ReusableConnection exchange() throws IOException {
        return new ReusableConnection(Proxy.NO_PROXY, Duration.ofSeconds(30));
    }

    @Test
    void serverThatIsNotThere_isToldInWords_withoutAnythingOfThisProgram() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        ReusableConnection reusableConnection = exchange();
        assertThatThrownBy(() -> reusableConnection.send(to(closed)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("ConnectException")
                .hasMessageNotContaining("null")
                .hasMessageNotContaining("java.");
    }

    @Test
    void threadThatIsInterruptedWhileItWaits_stopsWaiting_andStaysInterrupted() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> ended = new CompletableFuture<>();
            Thread sender = new Thread(() -> {
                try {
                    exchange().send(to(server.getLocalPort()));
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
