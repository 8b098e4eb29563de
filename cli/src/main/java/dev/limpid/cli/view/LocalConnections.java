package dev.limpid.cli.view;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * The connections of the local page. Any user of the machine can open connections and send half a request. So each connection has its
 * own thread, and only a limited number may wait for a request. If one more comes, the one that has waited longest is dropped, since a
 * browser sends its request at once. A connection whose request was admitted no longer counts.
 *
 * <p>Safe for use by many threads: this object's monitor guards the waiting connections and whether a failure was reported.
 */
final class LocalConnections implements AutoCloseable {

    /** Answers a request. */
    interface RequestHandler {
        /**
         * Answers a request.
         *
         * @param admitted to be run once the request has proved that its sender knows the address
         */
        void answer(Socket client, ViewRequest request, Runnable admitted) throws IOException;
    }

    /** Receives the reason why no connection can be accepted. */
    interface Failures {
        void report(String sentence);
    }

    static final int MOST_WAITING = 32;
    private static final long PAUSE_MILLIS = 100;
    private static final int LONGEST_WAIT = 10_000;

    private final ServerSocket server;
    private final RequestHandler requestHandler;
    private final Failures failures;
    private final Deque<Socket> waiting = new ArrayDeque<>();
    private boolean reported;

    LocalConnections(ServerSocket server, RequestHandler requestHandler, Failures failures) {
        this.server = server;
        this.requestHandler = requestHandler;
        this.failures = failures;
    }

    void start() {
        daemon("limpid-view", this::acceptAll);
    }

    /**
     * Until the server is closed. A client that left while it was accepted, or too many open files, end only one attempt;
     * after any other failure nobody accepts connections any more, so the address is given up.
     */
    private void acceptAll() {
        try {
            while (!server.isClosed()) {
                try {
                    accept();
                } catch (IOException e) {
                    reportOnce("a connection could not be accepted: " + e.getMessage());
                    pause();
                }
            }
        } catch (Throwable e) {
            reportOnce("no more connections are accepted: " + e);
        } finally {
            close();
        }
    }

    private void accept() throws IOException {
        Socket client = server.accept();
        try {
            makeRoomFor(client);
            daemon("limpid-view-page", () -> serve(client));
        } catch (Throwable e) { // also if no further thread can be started
            stopWaiting(client);
            close(client);
            throw e;
        }
    }

    private synchronized void reportOnce(String sentence) {
        if (!server.isClosed() && !reported) {
            reported = true;
            failures.report(sentence);
        }
    }

    /** A failure that lasts must not keep a processor busy. */
    private synchronized void pause() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        for (long rest = PAUSE_MILLIS; rest > 0 && !server.isClosed(); rest = (end - System.nanoTime()) / 1_000_000) {
            wait(rest);
        }
    }

    private synchronized void makeRoomFor(Socket client) {
        if (waiting.size() == MOST_WAITING) {
            close(waiting.removeFirst());
        }
        waiting.addLast(client);
    }

    private synchronized void stopWaiting(Socket client) {
        waiting.remove(client);
    }

    private void serve(Socket client) {
        try (client;
                InputStream in = new BufferedInputStream(client.getInputStream())) {
            client.setSoTimeout(LONGEST_WAIT);
            requestHandler.answer(client, ViewRequest.read(in), () -> stopWaiting(client));
        } catch (IOException e) {
            return; // the client is gone, or its request is malformed
        } finally {
            stopWaiting(client);
        }
    }

    @Override
    public void close() {
        close(server);
        synchronized (this) {
            waiting.forEach(LocalConnections::close);
            notifyAll();
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            return; // it was closed already
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
