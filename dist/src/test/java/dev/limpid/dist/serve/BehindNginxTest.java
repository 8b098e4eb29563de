package dev.limpid.dist.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.CollectionServer;
import dev.limpid.server.ServerConfigFile;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server behind a real nginx with the configuration in {@code deploy/}. */
@Needs({Tool.NGINX, Tool.OPENSSL})
class BehindNginxTest {

    private static final Path DEPLOY = Path.of(System.getProperty("limpid.root"), "deploy");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate WEEK = LocalDate.parse("2026-11-02");
    private static final String ANSWER = Answering.answer(WEEK, 1);
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void answers_comeThroughNginxAndAreLimitedByTheAddressThatItSaw() throws Exception {
        certificate();
        Path file = Files.writeString(folder.resolve("limpid.conf"), """
                listen = 127.0.0.1:0
                folder = data
                trusted-proxies = 1
                answers-per-minute = 2
                [collection telemetry.example.org]
                url = https://telemetry.example.org/
                """);
        try (CollectionServer server = CollectionServer.start(ServerConfigFile.read(file), CLOCK)) {
            Answering.decide(server);
            int plain = freePort();
            int tls = freePort();
            Process nginx = nginx(server.address().getPort(), plain, tls);
            try {
                await(nginx, tls);
                assertThat(get(plain, "/privacy"))
                        .startsWith("HTTP/1.1 308 ")
                        .contains("https://telemetry.example.org/privacy");
                assertThat(post(tls, "127.0.7.1", ANSWER))
                        .startsWith("HTTP/1.1 200 ")
                        .endsWith("the answer is stored\n");
                assertThat(post(tls, "127.0.7.2", ANSWER)).as("a resend").startsWith("HTTP/1.1 200 ");
                assertThat(post(tls, "127.0.7.3", ANSWER))
                        .as("the third of one network, whatever it says of itself")
                        .startsWith("HTTP/1.1 429 ")
                        .contains("Limpid-Refusal: too-many-uploads\r\n");
                assertThat(post(tls, "127.0.8.1", ANSWER.replace("\"1.0.0\"", "\"9.9.9\"")))
                        .as("another network, and a refusal that comes through whole")
                        .startsWith("HTTP/1.1 422 ")
                        .contains("Limpid-Refusal: unknown-version\r\n");
                server.collections().get(0).publishNow();
                assertThat(exchange(
                                tls,
                                "127.0.9.1",
                                "GET /data/index.json HTTP/1.0\r\nHost: telemetry.example.org\r\n\r\n"))
                        .startsWith("HTTP/1.1 200 ")
                        .contains(WEEK.toString());
            } finally {
                nginx.destroy();
                nginx.waitFor();
            }
        }
        assertThat(Files.readString(folder.resolve("nginx.log"))).doesNotContain("127.0.");
        assertThat(filesWith("127.0.7.", "127.0.8.", "127.0.9.", "203.0.113.")).isEmpty();
    }

    /** The configuration in deploy/, with other places and ports. */
    private Process nginx(int server, int plain, int tls) throws IOException {
        String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(name -> name + "_temp_path " + folder.resolve("nginx-" + name) + ";\n")
                .reduce("http {\n", String::concat);
        String configuration = Files.readString(DEPLOY.resolve("nginx.conf"))
                .replace("http {\n", temporary)
                .replace("/etc/nginx/", folder + "/")
                .replace("limpid:8080", "127.0.0.1:" + server)
                .replace("listen 80;", "listen 127.0.0.1:" + plain + ";")
                .replace("listen 443 ssl;", "listen 127.0.0.1:" + tls + " ssl;");
        assertThat(configuration).contains(":" + server, ":" + plain, ":" + tls).doesNotContain("/etc/");
        Path file = Files.writeString(folder.resolve("nginx.conf"), configuration);
        String user = System.getProperty("user.name").equals("root") ? " user root;" : "";
        return new ProcessBuilder(
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
    }

    private void await(Process nginx, int port) throws IOException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (nginx.isAlive() && System.nanoTime() < until) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        throw new AssertionError("nginx does not listen: " + Files.readString(folder.resolve("nginx.log")));
    }

    private String post(int port, String from, String answer) throws Exception {
        return exchange(
                port,
                from,
                "POST /answers HTTP/1.1\r\nHost: telemetry.example.org\r\nConnection: close\r\nLimpid-Token: " + TOKEN
                        + "\r\n"
                        + "X-Forwarded-For: 203.0.113." + from.substring(from.length() - 1) + "\r\nContent-Length: "
                        + answer.length() + "\r\n\r\n" + answer);
    }

    private static String get(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return exchange(socket, "GET " + path + " HTTP/1.0\r\nHost: telemetry.example.org\r\n\r\n");
        }
    }

    /** One exchange over TLS, from one of the machine's own many addresses. */
    private String exchange(int port, String from, String request) throws Exception {
        try (Socket plain = new Socket()) {
            plain.bind(new InetSocketAddress(from, 0));
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            try (Socket socket =
                    trusting().getSocketFactory().createSocket(plain, "telemetry.example.org", port, true)) {
                return exchange(socket, request);
            }
        }
    }

    private static String exchange(Socket socket, String request) throws IOException {
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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

    private void certificate() throws Exception {
        run(
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
                folder.resolve("certificate.pem").toString());
    }

    private List<Path> filesWith(String... texts) throws IOException {
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }
}
