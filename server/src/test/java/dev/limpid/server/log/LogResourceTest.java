package dev.limpid.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.http.Request;
import dev.limpid.server.http.Response;
import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.server.log.tree.MissingQuorumException;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.tlog.tile.Tile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogResourceTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);
    private static final String LOOKUP = "config/lookup/telemetry.example.org/config@";

    @TempDir
    Path folder;

    private CollectionLog log;
    private boolean witnessesThere = true;

    @BeforeEach
    void open() throws Exception {
        CollectionLog.init(Modules.COLLECTION, folder.resolve("log"), new SecureRandom());
        Cosigners cosigners = (head, tree) -> {
            if (!witnessesThere) {
                throw new MissingQuorumException("nobody is there");
            }
            return List.of();
        };
        log = CollectionLog.open(Modules.COLLECTION, folder.resolve("log"), cosigners, CLOCK);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    private void publish(int first, int count) throws Exception {
        List<ModuleZip> zips = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            zips.add(Modules.config(i));
        }
        log.config().append(zips);
    }

    private int status(String path) throws IOException {
        return log.resource()
                .get(Request.of("/log/" + path))
                .map(Response::status)
                .orElse(404);
    }

    private byte[] bytes(String path) throws IOException {
        return response(path).body();
    }

    private Response response(String path) throws IOException {
        return log.resource().get(Request.of("/log/" + path)).orElseThrow();
    }

    private String text(String path) throws IOException {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    @Test
    void lookup_isServedOnlyWhenAPublishedHeadCoversIt() throws Exception {
        publish(0, 1);
        witnessesThere = false;
        publish(1, 1);
        assertThat(status(LOOKUP + "v1.0.0")).isEqualTo(200);
        for (String path : List.of(
                LOOKUP + "v1.1.0",
                "config/tile/0/000.p/2",
                "config/tile/entries/000.p/2",
                "config/tile/8/data/000.p/2",
                "telemetry.example.org/config/@v/v1.1.0.info",
                "telemetry.example.org/config/@v/v1.1.0.zip",
                "org/example/telemetry/config/1.1.0/config-1.1.0.zip")) {
            assertThat(status(path)).as(path).isEqualTo(404);
        }
        assertThat(text("telemetry.example.org/config/@v/list")).isEqualTo("v1.0.0\n");
        witnessesThere = true;
        log.config().publish();
        assertThat(text(LOOKUP + "v1.1.0")).startsWith("1\n").contains("\n\ngo.sum database tree\n2\n");
    }

    @Test
    void lookup_saysTheRecordAndASignedTreeThatHoldsIt() throws Exception {
        publish(0, 3);
        ModuleRecord record = ModuleRecord.of(Modules.config(1));
        assertThat(text(LOOKUP + "v1.1.0")).startsWith("1\n" + record + "\ngo.sum database tree\n3\n");
        assertThat(bytes("sumdb/telemetry.example.org/config/lookup/telemetry.example.org/config@v1.1.0"))
                .isEqualTo(bytes(LOOKUP + "v1.1.0"));
    }

    @Test
    void lookup_tellsBadSyntaxFromUnknown() throws Exception {
        publish(0, 1);
        assertThat(status(LOOKUP + "v1.9.0")).isEqualTo(404);
        assertThat(status("config/lookup/other.example.org/config@v1.0.0")).isEqualTo(404);
        for (String bad : List.of("v1", "1.0.0", "v1.0.0/go.mod", "v01.0.0", "V1.0.0", "")) {
            assertThat(status(LOOKUP + bad)).as(bad).isEqualTo(400);
        }
        assertThat(status("config/lookup/Telemetry.example.org/config@v1.0.0")).isEqualTo(400);
        assertThat(status("config/lookup/nothing")).isEqualTo(400);
    }

    @Test
    void everyPartialTileThatWasEverServed_isServedForEver() throws Exception {
        publish(0, 300);
        byte[] hashes = bytes("config/tile/0/000");
        assertThat(hashes).hasSize(256 * Hash.LENGTH);
        byte[] entries = bytes("config/tile/entries/000");
        for (int width = 1; width < 256; width++) {
            assertThat(bytes(new Tile(0, 0, width).path().replaceFirst("^", "config/")))
                    .isEqualTo(Arrays.copyOf(hashes, width * Hash.LENGTH));
            byte[] some = bytes("config/" + new Tile(Tile.ENTRIES, 0, width).path());
            assertThat(some).isEqualTo(Arrays.copyOf(entries, some.length));
        }
        assertThat(bytes("config/tile/8/0/000")).isEqualTo(hashes);
        assertThat(bytes("config/tile/1/000.p/1")).hasSize(Hash.LENGTH);
        assertThat(status("config/tile/0/001.p/45")).isEqualTo(404);
        assertThat(status("config/tile/0/1")).isEqualTo(400);
    }

    @Test
    void partsOfATileOfEntries_canBeRequested() throws Exception {
        publish(0, 5);
        assertThat(response("config/tile/entries/000.p/5").hasRanges()).isTrue();
        assertThat(response("config/tile/0/000.p/5").hasRanges()).isFalse();
    }

    @Test
    void mavenRepository_servesTheSameZipWithItsChecksums() throws Exception {
        publish(0, 2);
        String stem = "org/example/telemetry/config/1.1.0/config-1.1.0";
        assertThat(bytes(stem + ".zip")).isEqualTo(bytes("telemetry.example.org/config/@v/v1.1.0.zip"));
        assertThat(text(stem + ".pom"))
                .contains("<groupId>org.example.telemetry</groupId>", "<version>1.1.0</version>");
        assertThat(text(stem + ".zip.sha256"))
                .isEqualTo(java.util.HexFormat.of()
                        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                .digest(bytes(stem + ".zip"))));
        assertThat(text("org/example/telemetry/config/maven-metadata.xml"))
                .contains("<latest>1.1.0</latest>", "<version>1.0.0</version>", "<lastUpdated>20261121020000<");
    }

    @Test
    void heads_agreeInBothForms() throws Exception {
        publish(0, 3);
        String checkpoint = text("config/checkpoint");
        String latest = text("config/latest");
        assertThat(checkpoint).startsWith("telemetry.example.org/config\n3\n");
        assertThat(latest).startsWith("go.sum database tree\n3\n");
        assertThat(checkpoint.split("\n", -1)[2]).isEqualTo(latest.split("\n", -1)[2]);
        assertThat(text("sumdb/telemetry.example.org/config/supported")).isEmpty();
    }

    @Test
    void anyPath_isAnsweredWithoutFailing() throws Exception {
        publish(0, 3);
        List<String> honest = new LogExport(log.published()).paths();
        Random random = new Random(20261121);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder path = new StringBuilder(honest.get(random.nextInt(honest.size())));
            for (int i = random.nextInt(3); i >= 0 && !path.isEmpty(); i--) {
                int at = random.nextInt(path.length());
                switch (random.nextInt(3)) {
                    case 0 -> path.deleteCharAt(at);
                    case 1 -> path.insert(at, "/.x@!8p0\u0000ü".charAt(random.nextInt(10)));
                    default -> path.setLength(at + 1);
                }
            }
            assertThat(status(path.toString())).isIn(200, 400, 404);
        }
    }
}
