package dev.limpid.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of the local page if connections cannot be accepted. */
class LocalConnectionsTest {

    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Test
    void lastingFailure_isReportedOnce_andTriedAgain() throws Exception {
        CountDownLatch attempts = new CountDownLatch(3);
        try (ServerSocket unbound = new ServerSocket() {
                    @Override
                    public Socket accept() throws IOException {
                        attempts.countDown();
                        return super.accept(); // fails, since it has no address
                    }
                };
                LocalConnections localConnections =
                        new LocalConnections(unbound, (client, request, admitted) -> {}, told::add)) {
            localConnections.start();
            attempts.await();
            assertThat(told).hasSize(1);
            assertThat(told.element()).startsWith("a connection could not be accepted: ");
        }
    }

    @Test
    void failureThatEndsTheThread_isReported_andClosesTheServer() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        ServerSocket server = new ServerSocket() {
            @Override
            public Socket accept() {
                throw new OutOfMemoryError("unable to create native thread");
            }

            @Override
            public void close() throws IOException {
                super.close();
                closed.countDown();
            }
        };
        new LocalConnections(server, (client, request, admitted) -> {}, told::add).start();
        closed.await();
        assertThat(told)
                .containsExactly(
                        "no more connections are accepted: java.lang.OutOfMemoryError: unable to create native thread");
        assertThat(server.isClosed()).isTrue();
    }
}
