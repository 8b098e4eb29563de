package dev.limpid.uploader.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.uploader.config.proof.DishonestLogException;
import dev.limpid.uploader.config.proof.StaleLogException;
import dev.limpid.uploader.config.proof.UnprovenResponseException;
import dev.limpid.uploader.config.proof.VerifiedConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    @TempDir
    Path home;

    private final InMemoryLog log = new InMemoryLog();

    private ConfigStore store(InMemoryLog of) {
        return store(of, NOW);
    }

    private ConfigStore store(InMemoryLog of, Instant now) {
        CollectionIdentity identity = new CollectionIdentity(InMemoryLog.COLLECTION, "", "", log.policy());
        return new ConfigStore(home.resolve("config"), identity, Clock.fixed(now, ZoneOffset.UTC), of);
    }

    private static String config(String program) {
        CollectionConfig config = new CollectionConfig(
                "v0.0.0",
                List.of("linux"),
                List.of("amd64"),
                List.of("java17"),
                1,
                List.of(new CollectionConfig.Program(program, List.of("1.0"), List.of())));
        return new String(CollectionConfigCodec.toJson(config), StandardCharsets.UTF_8);
    }

    private void forget() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String program(VerifiedConfig config) {
        return config.config().programs().get(0).name();
    }

    @Tag("slow")
    @Test
    void refresh_findsTheNewestConfigurationHoweverOldTheLogIs() throws Exception {
        for (int size = 1; size <= 600; size++) {
            log.publish("v1." + size + ".0", config("org.example/tool" + size));
            if (size < 4 || size % 64 < 3 || size % 256 > 253) {
                log.asked.clear();
                log.bytes = 0;
                VerifiedConfig found = store(log).refresh();
                assertThat(program(found)).isEqualTo("org.example/tool" + size);
                assertThat(found.config().version()).isEqualTo("v1." + size + ".0");
                assertThat(found.index()).isEqualTo(size - 1);
                assertThat(log.asked).hasSizeLessThan(10);
                assertThat(log.bytes).isLessThan(60_000);
            }
        }
    }

    @Test
    void refresh_inAHomeThatIsBeingDeleted_makesItNotAgain() throws Exception {
        log.publish("v1.0.0", config("org.example/tool"));
        Path gone = home.resolve("gone");
        CollectionIdentity identity = new CollectionIdentity(InMemoryLog.COLLECTION, "", "", log.policy());
        ConfigStore store = new ConfigStore(gone.resolve("config"), identity, Clock.fixed(NOW, ZoneOffset.UTC), log);
        assertThatThrownBy(store::refresh).isInstanceOf(NoSuchFileException.class);
        assertThat(gone).doesNotExist();
    }

    @Test
    void refresh_costsOneRequestWhenNothingChanged() throws Exception {
        log.publish("v1.0.0", config("org.example/tool"));
        store(log).refresh();
        log.asked.clear();
        log.now = NOW.plusSeconds(60);
        log.renew();
        VerifiedConfig again = store(log, log.now).refresh();
        assertThat(program(again)).isEqualTo("org.example/tool");
        assertThat(again.checkedAt()).isEqualTo(log.now);
        assertThat(again.cosigned()).containsEntry("own", log.now);
        assertThat(log.asked).containsExactly("config/checkpoint");
    }

    @Test
    void verified_neverTouchesTheNetworkAndChecksTheFilesAgain() throws Exception {
        log.publish("v1.0.0", config("org.example/tool"));
        assertThat(store(log).verified()).isEmpty();
        store(log).refresh();
        log.asked.clear();
        assertThat(program(store(log).verified().orElseThrow())).isEqualTo("org.example/tool");
        assertThat(log.asked).isEmpty();

        Path zip = home.resolve("config/v1.0.0.zip");
        byte[] bytes = Files.readAllBytes(zip);
        bytes[bytes.length / 2] ^= 1;
        Files.write(zip, bytes);
        assertThat(store(log).verified()).isEmpty();
        store(log).refresh();
        assertThat(store(log).verified()).isPresent();
    }

    @Test
    void refresh_offlineKeepsTheLastVerifiedConfiguration() throws Exception {
        log.publish("v1.0.0", config("org.example/tool"));
        store(log).refresh();
        log.offline = true;
        assertThatThrownBy(() -> store(log).refresh()).isInstanceOf(IOException.class);
        assertThat(store(log).verified()).isPresent();
    }

    @Test
    void refresh_aLoginPageInPlaceOfTheLogIsNoDishonesty() throws Exception {
        log.publish("v1.0.0", config("org.example/tool"));
        store(log).refresh();
        log.overrides.put("config/checkpoint", "<html>log in</html>".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> store(log).refresh()).isInstanceOf(UnprovenResponseException.class);
        assertThat(store(log).verified()).isPresent();
        assertThat(store(log).evidence()).isEmpty();
    }

    @Tag("slow")
    @Test
    void refresh_refusesEveryChangedByteOfZipRecordTileAndHead() throws Exception {
        for (int i = 0; i < 300; i++) {
            log.publish("v1." + i + ".0", config("org.example/tool" + i));
        }
        store(log).refresh();
        List<String> paths = List.copyOf(log.asked);
        assertThat(paths).hasSize(5);
        for (String path : paths) {
            forget();
            byte[] honest = log.fetch(path, 1 << 20);
            for (int at = 0; at < honest.length; at += 1 + honest.length / 40) {
                byte[] bent = honest.clone();
                int place = path.contains("entries") ? honest.length - 1 - at / 300 : at;
                bent[place] ^= 1;
                log.overrides.put(path, bent);
                try {
                    VerifiedConfig taken = store(log).refresh();
                    // Bytes of the zip that belong to no file's content (times, compression) are not covered by the
                    // log's proof.
                    assertThat(path).as("byte " + place).endsWith(".zip");
                    assertThat(program(taken)).isEqualTo("org.example/tool299");
                    forget();
                } catch (UnprovenResponseException e) {
                    assertThat(store(log).verified()).isEmpty();
                }
            }
            log.overrides.clear();
        }
    }

    @Test
    void refresh_keepsEvidenceOfAForkAndStops() throws Exception {
        log.publish("v1.0.0", config("org.example/tool"));
        log.publish("v1.1.0", config("org.example/tool"));
        InMemoryLog fork = log.fork(1);
        store(log).refresh();
        fork.publish("v1.1.0", config("org.example/spy"));
        fork.publish("v1.2.0", config("org.example/spy"));

        assertThatThrownBy(() -> store(fork).refresh())
                .isInstanceOf(DishonestLogException.class)
                .hasMessageContaining("does not begin with");
        Path evidence = store(log).evidence().orElseThrow();
        assertThat(evidence.resolve("remembered-checkpoint")).content().contains("\n2\n");
        assertThat(evidence.resolve("served-checkpoint")).content().contains("\n3\n");
        assertThat(evidence.resolve("proof")).isNotEmptyFile();
        assertThat(evidence.resolve("explanation.txt")).content().contains("does not begin with");

        assertThat(store(log).verified()).isEmpty();
        log.asked.clear();
        assertThatThrownBy(() -> store(log).refresh()).isInstanceOf(DishonestLogException.class);
        assertThat(log.asked).isEmpty();
    }

    @Test
    void refresh_twoTreesOfOneSizeAreDishonest() throws Exception {
        log.publish("v1.0.0", config("org.example/tool"));
        InMemoryLog fork = log.fork(0);
        fork.publish("v1.0.0", config("org.example/spy"));
        store(log).refresh();
        assertThatThrownBy(() -> store(fork).refresh())
                .isInstanceOf(DishonestLogException.class)
                .hasMessageContaining("two different trees");
    }

    @Test
    void refresh_anOlderHeadIsAMirrorThatLagsAndALaterDatedOneARollback() throws Exception {
        log.publish("v1.0.0", config("org.example/tool"));
        InMemoryLog old = log.fork(1);
        log.now = NOW.plusSeconds(5);
        log.publish("v1.1.0", config("org.example/tool"));
        store(log).refresh();

        assertThatThrownBy(() -> store(old).refresh()).isInstanceOf(StaleLogException.class);
        assertThat(store(log).verified()).isPresent();

        old.now = NOW.plusSeconds(10);
        old.renew();
        assertThatThrownBy(() -> store(old).refresh())
                .isInstanceOf(DishonestLogException.class)
                .hasMessageContaining("rolled back");
    }

    @Test
    void refresh_refusesAHeadThatNobodyCosignedForLongerThanThePolicyAllows() throws Exception {
        log.publish("v1.0.0", config("org.example/tool"));
        assertThatThrownBy(() -> store(log, NOW.plus(Duration.ofDays(31))).refresh())
                .isInstanceOf(StaleLogException.class)
                .hasMessageContaining("cosigned at");
        assertThat(store(log, NOW.plus(Duration.ofDays(29))).refresh()).isNotNull();
    }

    @Test
    void refresh_aLowerVersionAtTheEndOfTheTreeIsDishonest() throws Exception {
        log.publish("v1.5.0", config("org.example/tool"));
        store(log).refresh();
        log.publish("v1.4.0", config("org.example/tool"));
        assertThatThrownBy(() -> store(log).refresh())
                .isInstanceOf(DishonestLogException.class)
                .hasMessageContaining("not newer");
    }

    @Test
    void refresh_asksForTheFullTileWhereThePartialOneIsGone() throws Exception {
        for (int i = 0; i < 256; i++) {
            log.publish("v1." + i + ".0", config("org.example/tool" + i));
        }
        InMemoryLog small = log.fork(100);
        log.overrides.putAll(Map.of("config/checkpoint", small.fetch("config/checkpoint", 10_000)));
        for (String gone : List.of("config/tile/0/000.p/100", "config/tile/entries/000.p/100")) {
            log.overrides.put(gone, null);
        }
        assertThat(program(store(log).refresh())).isEqualTo("org.example/tool99");
    }

    @Test
    void refresh_refusesAnotherCollectionsModule() throws Exception {
        log.publish("other.example.org/config", "v1.0.0", Map.of("config.json", new byte[] {'{', '}'}));
        assertThatThrownBy(() -> store(log).refresh())
                .isInstanceOf(UnprovenResponseException.class)
                .hasMessageContaining("expected telemetry.example.org/config");
    }

    @Test
    void refresh_damagedMemoryIsKeptAsideAndTheLogAskedAfresh() throws Exception {
        log.publish("v1.0.0", config("org.example/tool"));
        store(log).refresh();
        Files.writeString(home.resolve("config/verified"), "limpid configuration v1\nchecked never\n");
        assertThat(store(log).verified()).isEmpty();
        assertThat(program(store(log).refresh())).isEqualTo("org.example/tool");
        assertThat(home.resolve("config/verified.damaged")).exists();
    }

    /** A flipped bit in what a machine remembers of the log says nothing about the log. */
    @Tag("slow")
    @Test
    void refresh_noChangedByteOfWhatIsRemembered_isTakenForDishonestyOfTheLog() throws Exception {
        log.publish("v1.0.0", config("org.example/tool"));
        log.publish("v1.1.0", config("org.example/tool"));
        store(log).refresh();
        byte[] verified = Files.readAllBytes(home.resolve("config/verified"));
        byte[] shown = Files.readAllBytes(home.resolve("config/v1.1.0.shown"));
        log.publish("v1.2.0", config("org.example/tool"));
        for (int i = 0; i < Math.max(verified.length, shown.length); i += 3) {
            flip(home.resolve("config/verified"), verified, i);
            flip(home.resolve("config/v1.1.0.shown"), shown, i);
            store(log).state();
            store(log).remembered();
            assertThat(store(log).refresh().record().version()).as("byte " + i).hasToString("v1.2.0");
            assertThat(store(log).shown()).as("byte " + i).isPresent();
            assertThat(store(log).evidence()).as("byte " + i).isEmpty();
        }
    }

    private static void flip(Path file, byte[] sound, int at) throws IOException {
        byte[] damaged = sound.clone();
        if (at < damaged.length) {
            damaged[at] ^= 1;
        }
        Files.write(file, damaged);
    }
}
