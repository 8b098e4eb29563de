package dev.limpid.uploader.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.limpid.uploader.config.source.HttpLogFetcher;
import dev.limpid.uploader.send.HttpAnswerSender;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our requests in a program that has its own certificate, to a server that asks everybody for one. */
class ClientCertificateTest {

    private static final String PASSWORD = "password";

    @TempDir
    static Path folder;

    private static Path keys = Path.of("");

    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<String> sessions = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private SSLContext before;

    /** One key for the class: keytool is a separate process. */
    @BeforeAll
    static void makeKeys() throws Exception {
        keys = keys();
    }

    @BeforeEach
    void start() throws Exception {
        SSLContext program = contextOf(keys);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(program) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asking = program.getDefaultSSLParameters();
                asking.setWantClientAuth(true);
                parameters.setSSLParameters(asking);
            }
        });
        server.createContext("/", this::answer);
        server.start();
        before = SSLContext.getDefault();
        SSLContext.setDefault(program);
        HttpsURLConnection.setDefaultSSLSocketFactory(program.getSocketFactory());
        System.setProperty("javax.net.ssl.trustStore", keys.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    }

    @AfterEach
    void stop() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
        SSLContext.setDefault(before);
        HttpsURLConnection.setDefaultSSLSocketFactory(before.getSocketFactory());
        server.stop(0);
    }

    @Test
    void requestOfTheProgramItself_showsItsCertificate() throws IOException {
        try (InputStream in = uri("own").toURL().openStream()) {
            assertThat(in.readAllBytes()).asString().isEqualTo("answer");
        }
        assertThat(shown).containsExactly("CN=somebody");
    }

    @Test
    void requestForTheLog_showsNone() throws IOException {
        assertThat(log().fetch("config/checkpoint", 100)).asString().isEqualTo("answer");
        assertThat(shown).containsExactly("nobody");
    }

    @Test
    void report_showsNone() throws IOException {
        assertThat(send()).isEqualTo(new SendResult.Accepted());
        assertThat(shown).containsExactly("nobody");
    }

    /** A resumed session would show the server that this week's machine is the same as another week's. */
    @Test
    void laterPass_resumesNoSessionOfAnEarlierOne() throws IOException {
        for (int pass = 0; pass < 2; pass++) {
            log().fetch("config/checkpoint", 100);
            send();
        }
        assertThat(sessions).hasSize(4).doesNotHaveDuplicates();
    }

    /** Whatever the program accepts for its own requests: the certificate is for 127.0.0.1. */
    @Test
    void serverWithACertificateOfAnotherName_isRefused() {
        HostnameVerifier ofTheProgram = HttpsURLConnection.getDefaultHostnameVerifier();
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
        try {
            String elsewhere = uri("log").toString().replace("127.0.0.1", "localhost");
            assertThatThrownBy(() -> new HttpLogFetcher(elsewhere, Proxy.NO_PROXY).fetch("config/checkpoint", 100))
                    .isInstanceOf(IOException.class);
            assertThat(shown).isEmpty();
        } finally {
            HttpsURLConnection.setDefaultHostnameVerifier(ofTheProgram);
        }
    }

    private HttpLogFetcher log() {
        return new HttpLogFetcher(uri("log").toString(), Proxy.NO_PROXY);
    }

    private SendResult send() throws IOException {
        return new HttpAnswerSender(uri("answers"), Proxy.NO_PROXY, Duration.ofSeconds(20))
                .send("0123456789abcdef0123456789abcdef", new byte[] {1});
    }

    private URI uri(String path) {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            SSLSession session = ((HttpsExchange) exchange).getSSLSession();
            shown.add(who(session));
            sessions.add(session.getCreationTime() + " " + HexFormat.of().formatHex(session.getId()));
            exchange.getRequestBody().readAllBytes();
            byte[] text = "answer".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private static String who(SSLSession session) {
        try {
            return session.getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException e) {
            return "nobody";
        }
    }

    /** The program's key, whose certificate the server uses, too. */
    private static Path keys() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=somebody",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        return keys;
    }

    private static SSLContext contextOf(Path file) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("server", keys.getCertificate("mykey"));
        trusted.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
