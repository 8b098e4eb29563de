package dev.limpid.dist.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A real nginx with a configuration from {@code deploy/}, with other folders and ports. */
record Nginx(Path folder, Process process, int plain, int tls) implements AutoCloseable {

    private static final Path DEPLOY = Path.of(System.getProperty("limpid.root"), "deploy");

    /**
     * Starts it, with its own certificate.
     *
     * @param upstream the server behind nginx, as the configuration names it
     * @param port where that server is
     */
    static Nginx start(Path folder, String configuration, String upstream, int port) throws Exception {
        certificate(folder);
        int plain = freePort();
        int tls = freePort();
        Path file = Files.writeString(
                folder.resolve("nginx.conf"), moved(folder, configuration, upstream, port, plain, tls));
        String user = System.getProperty("user.name").equals("root") ? " user root;" : "";
        Process process = new ProcessBuilder(
                        "nginx",
                        "-p",
                        folder.toString(),
                        "-c",
                        file.toString(),
                        "-e",
                        "stderr",
                        "-g",
                        "daemon off; pid " + folder.resolve("nginx.pid") + ";" + user)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        Nginx nginx = new Nginx(folder, process, plain, tls);
        try {
            nginx.await();
        } catch (IOException | AssertionError e) {
            nginx.close();
            throw e;
        }
        return nginx;
    }

    private static String moved(Path folder, String configuration, String upstream, int port, int plain, int tls)
            throws IOException {
        String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(name -> name + "_temp_path " + folder.resolve("nginx-" + name) + ";\n")
                .reduce("http {\n", String::concat);
        String text = Files.readString(DEPLOY.resolve(configuration))
                .replace("http {\n", temporary)
                .replace("/etc/nginx/", folder + "/")
                .replace(upstream, "127.0.0.1:" + port)
                .replace("listen 80;", "listen 127.0.0.1:" + plain + ";")
                .replace("listen 443 ssl;", "listen 127.0.0.1:" + tls + " ssl;");
        assertThat(text).contains(":" + port, ":" + tls).doesNotContain("/etc/", upstream);
        return text;
    }

    private void await() throws IOException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (process.isAlive() && System.nanoTime() < until) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), tls).close();
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        throw new AssertionError("nginx does not listen: " + Files.readString(folder.resolve("nginx.log")));
    }

    /** One exchange over TLS, from one of the machine's own many addresses. */
    String exchange(String from, String request) throws Exception {
        byte[] reply = exchange(from, request.getBytes(StandardCharsets.US_ASCII));
        return new String(reply, StandardCharsets.UTF_8);
    }

    /** The same exchange as bytes. */
    byte[] exchange(String from, byte[] request) throws Exception {
        try (Socket plain = new Socket()) {
            plain.bind(new InetSocketAddress(from, 0));
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), tls));
            try (Socket socket =
                    trusting().getSocketFactory().createSocket(plain, "telemetry.example.org", tls, true)) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(request);
                return socket.getInputStream().readAllBytes();
            }
        }
    }

    private SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(folder.resolve("certificate.pem"))) {
            trusted.setCertificateEntry(
                    "nginx", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static void certificate(Path folder) throws Exception {
        Process made = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-subj",
                        "/CN=telemetry.example.org",
                        "-days",
                        "2",
                        "-keyout",
                        folder.resolve("key.pem").toString(),
                        "-out",
                        folder.resolve("certificate.pem").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!made.waitFor(30, TimeUnit.SECONDS)) {
            made.destroyForcibly();
        }
        assertThat(made.waitFor()).isZero();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The files below a folder that contain one of these texts. */
    static List<Path> filesWith(Path folder, String... texts) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(texts).anyMatch(text -> has(file, text)))
                    .toList();
        }
    }

    private static boolean has(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
