package dev.limpid.cli.view;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The connections of the local page. Any user of the machine can open connections and send half a request. So each connection has its
 * own thread, and only a limited number may wait for a request. If one more comes, the one that has waited longest is dropped, since a
 * browser sends its request at once. A connection whose request was admitted no longer counts.
 */
final class Connections implements AutoCloseable {

    /** Answers a request. */
    interface Answerer {
        /**
         * Answers a request.
         *
         * @param admitted to be run once the request has proved that its sender knows the address
         */
        void answer(Socket client, ViewRequest request, Runnable admitted) throws IOException;
    }

    static final int MOST_WAITING = 32;
    private static final int LONGEST_WAIT = 10_000;

    private final ServerSocket server;
    private final Answerer answerer;
    private final Deque<Socket> waiting = new ArrayDeque<>();

    Connections(ServerSocket server, Answerer answerer) {
        this.server = server;
        this.answerer = answerer;
    }

    void start() {
        daemon("limpid-view", this::acceptAll);
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                makeRoomFor(client);
                daemon("limpid-view-page", () -> serve(client));
            } catch (IOException e) {
                // the server was closed, which ends the loop, or the client left while it was accepted
            }
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
            answerer.answer(client, ViewRequest.read(in), () -> stopWaiting(client));
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
            waiting.forEach(Connections::close);
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
