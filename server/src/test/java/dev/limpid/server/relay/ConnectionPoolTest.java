package dev.limpid.server.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Kept connections to a server, whatever happens to them. */
class ConnectionPoolTest {

    /** Even between the moment when a connection is found good and the moment when a request is sent. */
    @Test
    void serverThatHangsUpAfterEachReply_leavesNobodyWaiting() throws Exception {
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        try (MisbehavingGateway server = new MisbehavingGateway((message, out) -> {
                    out.write(MisbehavingGateway.reply("ok").getBytes(ISO_8859_1));
                    out.close();
                });
                ConnectionPool connections = new ConnectionPool(
                        server.url(), loops, InetAddress::getAllByName, 2, 64, 1000, Duration.ofSeconds(12))) {
            for (int round = 0; round < 300; round++) {
                List<CompletableFuture<Reply>> all = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    all.add(connections
                            .send(() -> new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"))
                            .toCompletableFuture());
                }
                for (CompletableFuture<Reply> one : all) {
                    try {
                        one.get(20, TimeUnit.SECONDS);
                    } catch (ExecutionException e) {
                        assertThat(e).hasMessageContaining("disconnected");
                    }
                }
            }
            assertThat(connections.inFlight()).isZero();
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    /** An Error on an event loop is only logged by netty, so whoever asked would wait for ever. */
    @Test
    void requestThatCannotBeMade_failsItsSender_andCostsThePoolNoConnection() throws Exception {
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (MisbehavingGateway server = new MisbehavingGateway((message, out) ->
                        out.write(MisbehavingGateway.reply("ok").getBytes(ISO_8859_1)));
                ConnectionPool connections = new ConnectionPool(
                        server.url(), loops, InetAddress::getAllByName, 1, 1, 1000, Duration.ofSeconds(12))) {
            CompletableFuture<Reply> failing = connections
                    .send(() -> {
                        throw new OutOfMemoryError("no room for the request");
                    })
                    .toCompletableFuture();
            assertThatThrownBy(() -> failing.get(20, TimeUnit.SECONDS)).hasMessageContaining("no room for the request");
            assertThat(connections.inFlight()).isZero();

            assertThat(connections
                            .send(() -> new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"))
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS)
                            .status())
                    .isEqualTo(200);
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
