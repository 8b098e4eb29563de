package dev.limpid.uploader.config.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.tlog.tile.EntryTile;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.InMemoryLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryReaderTest {

    private static ModuleRecord record(int number) {
        return ModuleRecord.of(ModuleZip.pack(
                new ModulePath("telemetry.example.org/config"), InMemoryLog.version("v1." + number + ".0"), Map.of()));
    }

    private static byte[] tile(int records) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            entries.add(record(i).entry());
        }
        return EntryTile.encode(entries);
    }

    @Test
    void lastOf_findsTheLastRecordInAnyEndThatHoldsIt() throws Exception {
        byte[] tile = tile(9);
        int length = record(8).entry().length + 2;
        for (int kept = length; kept <= tile.length; kept++) {
            byte[] end = Arrays.copyOfRange(tile, tile.length - kept, tile.length);
            assertThat(EntryReader.lastOf(end)).isEqualTo(record(8));
        }
        for (int kept = 0; kept < length; kept++) {
            byte[] end = Arrays.copyOfRange(tile, tile.length - kept, tile.length);
            assertThatThrownBy(() -> EntryReader.lastOf(end)).isInstanceOf(LogFormatException.class);
        }
    }

    /** A second record that was added to the one in the tree: the reader accepts it, the proof does not. */
    @Test
    void last_smuggledRecordIsNotProven(@TempDir Path home) throws Exception {
        InMemoryLog log = new InMemoryLog();
        log.publish("v1.0.0", "{}");
        log.publish("v1.1.0", "{}");
        byte[] honest = log.fetch("config/tile/entries/000.p/2", 10_000);
        byte[] smuggled = Arrays.copyOf(honest, honest.length + 2 + record(9).entry().length);
        System.arraycopy(
                EntryTile.encode(List.of(record(9).entry())),
                0,
                smuggled,
                honest.length,
                smuggled.length - honest.length);
        log.overrides.put("config/tile/entries/000.p/2", smuggled);
        assertThat(new EntryReader(log, "config/").last(2)).isEqualTo(record(9));
        ConfigStore store = new ConfigStore(
                home,
                new CollectionIdentity(InMemoryLog.COLLECTION, "", "", log.policy()),
                Clock.fixed(log.now, ZoneOffset.UTC),
                log);
        assertThatThrownBy(store::refresh)
                .isInstanceOf(UnprovenResponseException.class)
                .hasMessageContaining("not proven to be the newest entry");
    }

    @Test
    void last_isReadFromTheTileThatHoldsIt_whateverTheSize() throws Exception {
        InMemoryLog log = new InMemoryLog();
        for (int size = 1; size <= 258; size++) {
            log.publish("v1." + size + ".0", "{}");
            if (size < 3 || size > 254) {
                assertThat(new EntryReader(log, "config/").last(size).version()).hasToString("v1." + size + ".0");
            }
        }
    }

    /** A static host may have deleted the partial tile when the full one was added. */
    @Test
    void fullTileInPlaceOfThePartialOne_hasToHoldTheEntry() throws Exception {
        InMemoryLog log = new InMemoryLog();
        log.overrides.put("config/tile/entries/000.p/3", null);
        log.overrides.put("config/tile/entries/000", tile(3));
        assertThat(new EntryReader(log, "config/").last(3)).isEqualTo(record(2));
        log.overrides.put("config/tile/entries/000", tile(4));
        assertThat(new EntryReader(log, "config/").last(3)).isEqualTo(record(2));
        log.overrides.put("config/tile/entries/000", tile(2));
        assertThatThrownBy(() -> new EntryReader(log, "config/").last(3))
                .isInstanceOf(UnprovenResponseException.class)
                .hasMessageContaining("contains 2 entries, expected 3");
    }

    @Test
    void lastOf_readsOrRefusesWhateverIsServed() throws Exception {
        Random random = new Random(20261121);
        byte[] tile = tile(3);
        for (int round = 0; round < 5_000; round++) {
            byte[] bent = tile.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bent[random.nextInt(bent.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                String read = EntryReader.lastOf(bent).toString();
                assertThat(new String(bent, StandardCharsets.ISO_8859_1)).endsWith(read);
            } catch (LogFormatException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }
}
