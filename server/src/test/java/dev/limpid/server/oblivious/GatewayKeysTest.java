package dev.limpid.server.oblivious;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.oblivious.KeyConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayKeysTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-18");

    @TempDir
    Path folder;

    @Test
    void key_isMadeOnFirstNeed_stays_andNobodyElseMayReadIt() throws Exception {
        GatewayKeys keys = open();
        assertThat(Files.exists(folder.resolve("oblivious"))).isFalse();
        KeyConfig first = keys.currentKey(DAY);
        assertThat(open().currentKey(DAY.plusDays(80))).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("oblivious/0.key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("oblivious"))))
                .isEqualTo("rwx------");
    }

    @Test
    void successor_liesThereForAWeekBeforeItIsNamed_andTheOldOneIsHeldAsLongAsItIsUsed() throws Exception {
        GatewayKeys keys = open();
        KeyConfig first = keys.currentKey(DAY);
        LocalDate made = DAY.plusDays(GatewayKeys.NAMED_DAYS);
        assertThat(keys.currentKey(made)).isEqualTo(first);
        assertThat(keys.of(1)).isPresent();
        assertThat(keys.currentKey(made.plusDays(GatewayKeys.LEAD_DAYS - 1))).isEqualTo(first);
        LocalDate named = made.plusDays(GatewayKeys.LEAD_DAYS);
        KeyConfig second = keys.currentKey(named);
        assertThat(second.id()).isEqualTo(1);
        keys.forgetAllBut(List.of(first, second), named);
        assertThat(keys.of(0)).isPresent();
        keys.forgetAllBut(List.of(second), named.plusDays(49));
        assertThat(keys.of(0)).isEmpty();
        assertThat(open().currentKey(named.plusDays(49))).isEqualTo(second);
    }

    @Test
    void successorThatIsNotDueYet_isNotForgotten() throws Exception {
        GatewayKeys keys = open();
        KeyConfig first = keys.currentKey(DAY);
        LocalDate made = DAY.plusDays(GatewayKeys.NAMED_DAYS);
        keys.forgetAllBut(List.of(first), made);
        assertThat(keys.of(0)).isPresent();
        assertThat(keys.of(1)).isPresent();
    }

    @Test
    void keyThatAnotherNodeWasGiven_isThereAfterAReload() throws Exception {
        GatewayKeys owner = open();
        GatewayKeys node = open();
        owner.currentKey(DAY);
        assertThat(node.of(0)).isEmpty();
        node.reload();
        assertThat(node.of(0)).isPresent();
    }

    @Test
    void keysThatWerePutBackWhileTheServerRan_areNotMadeAnew() throws Exception {
        GatewayKeys before = open();
        KeyConfig key = open().currentKey(DAY);
        assertThat(before.currentKey(DAY)).isEqualTo(key);
    }

    @Test
    void successor_takesNoNumberThatIsHeld() throws Exception {
        KeyConfig first = open().currentKey(DAY);
        Files.move(folder.resolve("oblivious/0.key"), folder.resolve("oblivious/255.key"));
        GatewayKeys keys = open();
        LocalDate later = DAY.plusDays(GatewayKeys.NAMED_DAYS);
        Files.writeString(
                folder.resolve("oblivious/0.key"),
                Files.readString(folder.resolve("oblivious/255.key")).replace(DAY.toString(), "2026-01-01"));
        keys.reload();
        keys.currentKey(later);
        assertThat(keys.of(0).orElseThrow().config().bytes()).endsWith(tail(first));
        assertThat(keys.of(1)).isPresent();
    }

    /** All of a key's configuration except its number. */
    private static byte[] tail(KeyConfig key) {
        return Arrays.copyOfRange(key.bytes(), 1, key.bytes().length);
    }

    @Test
    void fileThatIsNoKey_isNamed_andNothingOfItIsTold() throws Exception {
        Files.createDirectories(folder.resolve("oblivious"));
        Files.writeString(folder.resolve("oblivious/0.key"), "limpid gateway key v1\n2026-11-18 c2VjcmV0\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0.key is not a gateway key")
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void twoFilesOfOneNumber_areNotGuessedBetween() throws Exception {
        open().currentKey(DAY);
        Files.copy(folder.resolve("oblivious/0.key"), folder.resolve("oblivious/00.key"));
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("00.key is not a gateway key");
    }

    private GatewayKeys open() throws IOException {
        return GatewayKeys.open(folder.resolve("oblivious"), new SecureRandom());
    }
}
