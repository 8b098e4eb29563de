package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.runtime.ReleaseFinder;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.server.settings.ServerSettingsFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionServerTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void closingTwice_isClosingOnce() throws Exception {
        TestCollection collection = TestCollection.start(folder);
        collection.close();
        collection.close();
        assertThatThrownBy(() -> collection.get("healthz")).isInstanceOf(IOException.class);
        TestCollection.start(folder).close();
    }

    @Test
    void tls_isSpokenWithTheCertificateOfTheFiles() throws Exception {
        Path keys = folder.resolve("keys.p12");
        keytool(keys);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        Path certificate = pem("CERTIFICATE", store.getCertificate("limpid").getEncoded());
        Path key = pem("PRIVATE KEY", store.getKey("limpid", PASSWORD).getEncoded());
        Path file =
                Files.writeString(folder.resolve("limpid.conf"), """
                listen = 127.0.0.1:0
                tls-certificate = %s
                tls-key = %s
                [collection %s]
                """.formatted(certificate, key, TestCollection.NAME));
        try (TestCollection collection = TestCollection.start(ServerSettingsFile.read(file))) {
            assertThat(collection.server().url().getScheme()).isEqualTo("https");
            HttpRequest upload = HttpRequest.newBuilder(
                            collection.server().url().resolve("answers"))
                    .header("Limpid-Token", TestCollection.token(TestCollection.ANSWER))
                    .POST(BodyPublishers.ofString(TestCollection.ANSWER))
                    .build();
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(trusting(store)).build();
            HttpResponse<String> answer = trusting.send(upload, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(collection.stored()).hasSize(1);
            assertThatThrownBy(() -> collection.client().send(upload, BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void answers_areDroppedOnceTheirWeekIsPublishedForTheLastTime() throws Exception {
        ServerSettings server = ServerSettings.local(TestCollection.NAME, folder);
        LocalDate last = server.collections().get(0).limits().lastDay(TestCollection.WEEK);
        Path secret = folder.resolve("answers/" + TestCollection.WEEK + "/resends");
        try (TestCollection collection = TestCollection.start(server, TestCollection.LATER)) {
            assertThat(collection.post("answers", TestCollection.ANSWER).statusCode())
                    .isEqualTo(200);
            collection.only().runMaintenance();
            assertThat(collection.only().published().publication().weeks()).hasSize(1);
            assertThat(collection.stored()).hasSize(1);
            assertThat(secret).exists();
        }
        try (CollectionServer later = CollectionServer.start(server, on(last))) {
            later.collections().get(0).runMaintenance();
            assertThat(TestCollection.stored(later.collections().get(0), TestCollection.WEEK))
                    .as("on its last day")
                    .hasSize(1);
            assertThat(secret).exists();
        }
        try (CollectionServer later = CollectionServer.start(server, on(last.plusDays(1)))) {
            HostedCollection only = later.collections().get(0);
            only.runMaintenance();
            assertThat(secret).as("nothing can come again").doesNotExist();
            assertThat(only.networks(TestCollection.WEEK)).isEmpty();
        }
        try (CollectionServer later = CollectionServer.start(server, on(last.plusDays(3)))) {
            HostedCollection only = later.collections().get(0);
            only.runMaintenance();
            only.runMaintenance();
            assertThat(only.answers().weeks()).isEmpty();
            assertThat(only.published().answers(TestCollection.WEEK)).isPresent();
            assertThat(only.published().publication().weeks())
                    .singleElement()
                    .satisfies(week -> assertThat(week.answers()).isEqualTo(1));
        }
    }

    private static Clock on(LocalDate day) {
        return Clock.fixed(day.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

    @Test
    void errorInRegularWork_doesNotEndAllOfIt() throws Exception {
        Path charts = Files.writeString(folder.resolve("charts.txt"), TestCollection.CHARTS);
        CollectionSettings followed = new CollectionSettings(
                TestCollection.NAME,
                folder.resolve("data"),
                Optional.empty(),
                CollectionSettings.of(TestCollection.NAME, folder).limits(),
                Optional.of(charts));
        ServerSettings local = ServerSettings.local(List.of(followed));
        ServerSettings busy = new ServerSettings(
                local.listen(),
                local.operations(),
                local.tls(),
                local.http(),
                Optional.of(Duration.ofSeconds(1)),
                local.collections());
        CountDownLatch tried = new CountDownLatch(2);
        ReleaseFinder failing = all -> {
            tried.countDown();
            throw new OutOfMemoryError("looking up releases");
        };
        try (CollectionServer server = CollectionServer.start(busy, TestCollection.CLOCK, failing)) {
            assertThat(tried.await(60, TimeUnit.SECONDS))
                    .as("it is tried again at %s", server.url())
                    .isTrue();
        }
    }

    /** This many days after the week's date. */
    private static void keytool(Path keys) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "limpid",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    private Path pem(String what, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(what.replace(' ', '-') + ".pem"),
                "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("limpid", keys.getCertificate("limpid"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
