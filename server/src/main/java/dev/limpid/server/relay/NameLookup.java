package dev.limpid.server.relay;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks up the name of one gateway on its own thread. The JDK's lookup blocks: while one name server does not answer,
 * it would delay the messages to every other gateway on the same event loop. Each gateway has its own lookup, so that
 * none waits for another's. Safe for use by many threads: its fields are final, and only its own thread looks names up.
 */
final class NameLookup extends AddressResolverGroup<InetSocketAddress> {

    private static final int WAITING = 256;

    private final Names names;
    private final ThreadPoolExecutor threads;

    /** Returns the addresses of a name; it may block. */
    interface Names {
        InetAddress[] of(String name) throws UnknownHostException;
    }

    NameLookup(Names names) {
        this.names = names;
        this.threads = new ThreadPoolExecutor(
                1,
                1,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                new DefaultThreadFactory("limpid-names", true));
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new InetNameResolver(executor) {
            @Override
            protected void doResolve(String name, Promise<InetAddress> promise) {
                elsewhere(promise, () -> promise.trySuccess(names.of(name)[0]));
            }

            @Override
            protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                elsewhere(promise, () -> promise.trySuccess(List.of(names.of(name))));
            }
        }.asAddressResolver();
    }

    private interface Step {
        void run() throws UnknownHostException;
    }

    /** One lookup of a name; its promise completes whatever happens. */
    private record Lookup(Promise<?> promise, Step step) implements Runnable {
        @Override
        public void run() {
            try {
                step.run();
            } catch (Throwable e) { // an Error too: the connection would wait for ever
                promise.tryFailure(e);
            }
        }
    }

    private void elsewhere(Promise<?> promise, Step step) {
        try {
            threads.execute(new Lookup(promise, step));
        } catch (RejectedExecutionException e) {
            promise.tryFailure(e);
        }
    }

    @Override
    public void close() {
        super.close();
        for (Runnable waiting : threads.shutdownNow()) {
            if (waiting instanceof Lookup lookup) {
                lookup.promise().tryFailure(new UnknownHostException("the lookup was stopped"));
            }
        }
    }
}
