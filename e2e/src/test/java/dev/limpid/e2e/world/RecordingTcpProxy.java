package dev.limpid.e2e.world;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Carries bytes between machines and the server, and keeps what the machines sent. It understands no protocol: what it
 * carries is what any network between them would see.
 */
public final class RecordingTcpProxy implements AutoCloseable {

    private final ServerSocket listening;
    private volatile InetSocketAddress server;
    private final InetAddress sender;
    private final List<ByteArrayOutputStream> said = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private RecordingTcpProxy(ServerSocket listening, InetSocketAddress server, InetAddress sender) {
        this.listening = listening;
        this.server = server;
        this.sender = sender;
    }

    /**
     * A wire to this server.
     *
     * @param sender the loopback address from which the server is reached, so that a test can search for it
     */
    public static RecordingTcpProxy to(InetSocketAddress server, InetAddress sender) throws IOException {
        RecordingTcpProxy recordingTcpProxy =
                new RecordingTcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server, sender);
        daemon(recordingTcpProxy::accept);
        return recordingTcpProxy;
    }

    /** Leads new connections to another server from now on. */
    public void leadTo(InetSocketAddress other) {
        server = other;
    }

    /** The address at which machines reach the server through this wire. */
    public URI url() {
        return URI.create(
                "http://" + listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort() + "/");
    }

    /** The same address as the kernel of a machine names it. */
    public String address() {
        return listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort();
    }

    /** Everything that the machines sent, one text for each connection; bytes that are not text are kept unchanged. */
    public List<String> said() {
        List<String> texts = new ArrayList<>();
        for (ByteArrayOutputStream one : said) {
            synchronized (one) {
                texts.add(one.toString(StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    /** Every request that the machines made. */
    public List<WireRequest> requests() throws IOException {
        List<WireRequest> requests = new ArrayList<>();
        for (String connection : said()) {
            requests.addAll(WireRequest.of(connection));
        }
        return requests;
    }

    /** Every answer that the machines sent. */
    public List<WireRequest> posts() throws IOException {
        return requests().stream().filter(WireRequest::isPost).toList();
    }

    private void accept() {
        while (true) {
            try {
                Socket client = listening.accept();
                InetSocketAddress to = server;
                Socket onward = new Socket(to.getAddress(), to.getPort(), sender, 0);
                open.addAll(List.of(client, onward));
                ByteArrayOutputStream kept = new ByteArrayOutputStream();
                said.add(kept);
                daemon(() -> pump(client, onward, kept));
                daemon(() -> pump(onward, client, new ByteArrayOutputStream()));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void pump(Socket from, Socket to, ByteArrayOutputStream kept) {
        byte[] buffer = new byte[1 << 14];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                synchronized (kept) {
                    kept.write(buffer, 0, length);
                }
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            return; // one side hung up: so does the other
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
