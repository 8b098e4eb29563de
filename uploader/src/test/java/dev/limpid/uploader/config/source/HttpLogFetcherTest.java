package dev.limpid.uploader.config.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log, or a relay, that responds slowly or breaks off. */
class HttpLogFetcherTest {

    private static final Executor OWN_THREADS = task -> new Thread(task).start();

    private static final String STATUS = "HTTP/1.1 200 OK\r\n";

    private final CountDownLatch shared = new CountDownLatch(1);

    /** All threads that the program shares are busy. */
    @BeforeEach
    void takeSharedThreads() {
        for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
            ForkJoinPool.commonPool().execute(() -> {
                try {
                    shared.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    @AfterEach
    void giveThemBack() {
        shared.countDown();
    }

    /** Each byte arrives long before a read times out. */
    @ParameterizedTest
    @ValueSource(strings = {STATUS, STATUS + "Slowly: ", STATUS + "Content-Length: 700000\r\n\r\n"})
    void slowHeaders_delayACheckForAMinuteAtMost(String begin) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> dripping = CompletableFuture.runAsync(() -> drip(server, begin), OWN_THREADS);
            IOException failure = failure(server, Duration.ofMillis(300));
            assertThat(failure).hasMessageContaining("took longer than");
            assertThat(failure.getCause()).as("it was reached").isNull();
            dripping.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void incompleteResponse_countsAsReached() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> breakOff(server), OWN_THREADS);
            IOException failure = failure(server, Duration.ofMinutes(1));
            assertThat(failure.getCause()).isNull();
            answering.get(30, TimeUnit.SECONDS);
        }
    }

    private static IOException failure(ServerSocket server, Duration most) throws Exception {
        HttpLogFetcher fetcher =
                new HttpLogFetcher("http://127.0.0.1:" + server.getLocalPort() + "/log", Proxy.NO_PROXY, false, most);
        CompletableFuture<IOException> failed = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        fetcher.fetch("config/checkpoint", 64 << 10);
                        throw new AssertionError("something was fetched");
                    } catch (IOException e) {
                        return e;
                    }
                },
                OWN_THREADS);
        return failed.get(30, TimeUnit.SECONDS);
    }

    private static void drip(ServerSocket server, String begin) {
        try (Socket one = server.accept()) {
            OutputStream out = one.getOutputStream();
            out.write(begin.getBytes(US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                LockSupport.parkNanos(1_000_000);
            }
        } catch (IOException e) {
            // it was disconnected
        }
    }

    /** By a reset, as when a process is killed. */
    private static void breakOff(ServerSocket server) {
        try (Socket one = server.accept()) {
            while (one.getInputStream().read() != '\n') {
                // the request's first line
            }
            one.getOutputStream().write((STATUS + "Content-Length: 60000\r\n\r\nhalf").getBytes(US_ASCII));
            one.getOutputStream().flush();
            one.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
