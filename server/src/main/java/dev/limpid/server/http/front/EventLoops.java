package dev.limpid.server.http.front;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The threads that accept connections and serve them. None of them may end before the server does: without the
 * acceptor, no connection is accepted; without one of the others, some connections are never served. Neither can be
 * repaired, so {@link #broken} asks the starter of the server to stop it.
 */
final class EventLoops {

    private final EventLoopGroup acceptor = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("limpid-accept", true), NioIoHandler.newFactory());
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            new DefaultThreadFactory("limpid-http", true),
            NioIoHandler.newFactory());
    private final CompletableFuture<Throwable> broken = new CompletableFuture<>();
    private volatile boolean closing;

    EventLoops() {
        watch(acceptor);
        watch(loops);
    }

    private void watch(EventLoopGroup group) {
        for (EventExecutor loop : group) {
            loop.terminationFuture().addListener(ended -> {
                if (!closing) {
                    broken.complete(new IllegalStateException(
                            "a thread that serves connections has ended, expected it to run as long as the server"));
                }
            });
        }
    }

    EventLoopGroup acceptor() {
        return acceptor;
    }

    EventLoopGroup loops() {
        return loops;
    }

    /** Completes with the reason once one of the threads has ended too early. */
    CompletionStage<Throwable> broken() {
        return broken.copy();
    }

    boolean isBroken() {
        return broken.isDone();
    }

    void close(int seconds) {
        closing = true;
        acceptor.shutdownGracefully(0, seconds, TimeUnit.SECONDS).awaitUninterruptibly();
        loops.shutdownGracefully(0, seconds, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
