package dev.limpid.uploader.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.uploader.config.proof.DishonestLogException;
import dev.limpid.uploader.config.proof.FutureHeadException;
import dev.limpid.uploader.config.proof.StaleLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads that are dated in the future, and clocks that are wrong. */
class FutureHeadTest {

    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final Duration FAR = Duration.ofDays(400);

    @TempDir
    Path home;

    private final InMemoryLog log = new InMemoryLog();

    private ConfigStore store(InMemoryLog of, Instant now) {
        CollectionIdentity identity = new CollectionIdentity(InMemoryLog.COLLECTION, "", "", log.policy());
        return new ConfigStore(home.resolve("config"), identity, Clock.fixed(now, ZoneOffset.UTC), of);
    }

    private static void publish(InMemoryLog log, int minor, Instant when) {
        log.now = when;
        log.publish(ToolConfig.asking("v1." + minor + ".0"));
    }

    private List<Path> ahead() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("config/ahead"))) {
            return files.toList();
        }
    }

    private String remembered() throws IOException {
        return Files.readString(home.resolve("config/verified"));
    }

    /**
     * What an earlier version of this program, which accepted such heads, left behind: a date far ahead, seen today.
     */
    private void rememberFarAhead() throws Exception {
        store(log, NOW.plus(FAR)).refresh();
        Path verified = home.resolve("config/verified");
        Files.writeString(verified, Files.readString(verified).replace("checked " + NOW.plus(FAR), "checked " + NOW));
    }

    @Test
    void headFromTheFuture_isKeptAndNeitherUsedNorRemembered() throws Exception {
        publish(log, 0, NOW.plus(Duration.ofDays(40)));
        FutureHeadException refused = org.junit.jupiter.api.Assertions.assertThrows(
                FutureHeadException.class, () -> store(log, NOW).refresh());
        assertThat(refused).hasMessageContaining("dated in the future").hasMessageContaining("2026-12-31T02:00:00Z");
        assertThat(refused.kept().resolve("served-checkpoint")).content().contains("\n1\n");
        assertThat(refused.kept().resolve("explanation.txt")).content().contains("Seen at " + NOW);
        assertThat(home.resolve("config/verified")).doesNotExist();
        assertThat(store(log, NOW).verified()).isEmpty();
        assertThat(store(log, NOW).evidence())
                .as("a wrong clock is not a contradiction")
                .isEmpty();

        assertThatThrownBy(() -> store(log, NOW).refresh()).isInstanceOf(FutureHeadException.class);
        assertThat(ahead()).as("the same head is kept once").hasSize(1);

        log.now = NOW;
        log.renew();
        assertThat(store(log, NOW).refresh().config().version()).isEqualTo("v1.0.0");
    }

    @Test
    void clocksMayDifferByAnHour() throws Exception {
        publish(log, 0, NOW.plus(Duration.ofHours(1)));
        assertThat(store(log, NOW).refresh()).isNotNull();
        log.now = NOW.plus(Duration.ofHours(1)).plusSeconds(1);
        log.renew();
        assertThatThrownBy(() -> store(log, NOW).refresh()).isInstanceOf(FutureHeadException.class);
    }

    @Test
    void headFromTheFuture_movesNothingSoThatALaterRollbackIsProven() throws Exception {
        publish(log, 0, NOW);
        InMemoryLog old = log.fork(1);
        publish(log, 1, NOW);
        store(log, NOW).refresh();
        String before = remembered();
        publish(log, 2, NOW.plus(FAR));
        assertThatThrownBy(() -> store(log, NOW).refresh()).isInstanceOf(FutureHeadException.class);
        assertThat(remembered()).isEqualTo(before);

        old.now = NOW.plusSeconds(10);
        old.renew();
        assertThatThrownBy(() -> store(old, NOW.plusSeconds(60)).refresh())
                .isInstanceOf(DishonestLogException.class)
                .hasMessageContaining("rolled back");
        assertThat(store(log, NOW).evidence()).isPresent();
    }

    @Test
    void rollbackDatedInTheFuture_isKeptAndProvesNothing() throws Exception {
        publish(log, 0, NOW);
        InMemoryLog old = log.fork(1);
        publish(log, 1, NOW);
        store(log, NOW).refresh();
        old.now = NOW.plus(FAR);
        old.renew();
        assertThatThrownBy(() -> store(old, NOW).refresh()).isInstanceOf(FutureHeadException.class);
        assertThat(ahead()).hasSize(1);
        assertThat(store(log, NOW).verified()).isPresent();
    }

    @Test
    void forkFromTheFuture_isDishonestWhateverItsDate() throws Exception {
        publish(log, 0, NOW);
        InMemoryLog fork = log.fork(0);
        store(log, NOW).refresh();
        publish(fork, 7, NOW.plus(FAR));
        assertThatThrownBy(() -> store(fork, NOW).refresh())
                .isInstanceOf(DishonestLogException.class)
                .hasMessageContaining("two different trees");
    }

    @Test
    void headThatContradictsOneFromTheFuture_isDishonest() throws Exception {
        publish(log, 0, NOW.plus(FAR));
        assertThatThrownBy(() -> store(log, NOW).refresh()).isInstanceOf(FutureHeadException.class);
        InMemoryLog other = log.fork(0);
        publish(other, 1, NOW);
        assertThatThrownBy(() -> store(other, NOW).refresh()).isInstanceOf(DishonestLogException.class);
        Path evidence = store(log, NOW).evidence().orElseThrow();
        assertThat(evidence.resolve("remembered-checkpoint")).isNotEmptyFile();
    }

    @Test
    void rememberedHeadFromTheFuture_isNotUsedAndHidesNoRollback() throws Exception {
        publish(log, 0, NOW);
        InMemoryLog old = log.fork(1);
        publish(log, 1, NOW.plus(FAR));
        rememberFarAhead();
        Instant later = NOW.plus(Duration.ofHours(5));
        assertThat(store(log, later).verified()).isEmpty();
        assertThat(store(log, later).state()).isInstanceOf(ConfigState.Unusable.class);

        old.now = NOW.minusSeconds(60);
        old.renew();
        assertThatThrownBy(() -> store(old, later).refresh())
                .as("a mirror that lags")
                .isInstanceOf(StaleLogException.class);
        old.now = NOW.plus(Duration.ofHours(4));
        old.renew();
        assertThatThrownBy(() -> store(old, later).refresh())
                .isInstanceOf(DishonestLogException.class)
                .hasMessageContaining("rolled back");
    }

    @Test
    void rememberedHeadFromTheFuture_isReplacedByOneOfToday() throws Exception {
        publish(log, 0, NOW.plus(FAR));
        rememberFarAhead();
        log.now = NOW.plusSeconds(60);
        log.renew();
        assertThat(store(log, NOW.plusSeconds(120)).refresh().cosigned()).containsEntry("own", log.now);
        assertThat(store(log, NOW.plusSeconds(120)).verified()).isPresent();
    }

    /** A machine with an empty battery: every head is from the future, and that spoils nothing. */
    @Test
    void clockSetBack_asksAgainWhenItIsRight() throws Exception {
        publish(log, 0, NOW);
        InMemoryLog old = log.fork(1);
        publish(log, 1, NOW.plusSeconds(5));
        store(log, NOW.plusSeconds(10)).refresh();
        Instant wrong = Instant.parse("1970-01-01T00:00:10Z");
        for (InMemoryLog each : List.of(log, old)) {
            assertThatThrownBy(() -> store(each, wrong).refresh()).isInstanceOf(FutureHeadException.class);
        }
        assertThat(store(log, wrong).evidence()).isEmpty();
        assertThat(store(log, NOW.plusSeconds(20)).refresh().config().version()).isEqualTo("v1.1.0");
        assertThatThrownBy(() -> store(old, NOW.plusSeconds(30)).refresh()).isInstanceOf(StaleLogException.class);
    }

    @Tag("slow")
    @Test
    void manyHeadsFromTheFuture_fillNoDisk() throws Exception {
        publish(log, 0, NOW);
        for (int i = 0; i < 30; i++) {
            log.now = NOW.plus(FAR).plusSeconds(i);
            log.renew();
            assertThatThrownBy(() -> store(log, NOW).refresh()).isInstanceOf(FutureHeadException.class);
        }
        assertThat(ahead()).hasSize(20);
    }
}
