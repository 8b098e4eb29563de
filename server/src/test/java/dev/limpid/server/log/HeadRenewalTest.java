package dev.limpid.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.server.log.tree.PublishedHead;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadRenewalTest {

    private Instant now = Instant.parse("2026-11-21T02:00:00Z");
    private boolean broken;
    private final Clock moving = new Clock() {
        @Override
        public Instant instant() {
            if (broken) {
                throw new IllegalStateException("no clock");
            }
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    @TempDir
    Path folder;

    @Test
    void idleLog_isSignedAgainOnceADayWithTheSameTree() throws Exception {
        CollectionLog.init(Modules.COLLECTION, folder.resolve("log"), new SecureRandom());
        try (CollectionLog log = CollectionLog.open(Modules.COLLECTION, folder.resolve("log"), Cosigners.NONE, moving);
                HeadRenewal renewal = HeadRenewal.start(log, moving)) {
            log.config().append(List.of(Modules.config(1)));
            PublishedHead first = log.config().head();
            now = now.plus(Duration.ofHours(23));
            renewal.renewIfDue();
            assertThat(log.config().head()).isSameAs(first);
            now = now.plus(Duration.ofHours(2));
            renewal.renewIfDue();
            assertThat(log.config().head().checkpoint()).isEqualTo(first.checkpoint());
            assertThat(log.config().head().note()).isNotEqualTo(first.note());
        }
    }

    @Test
    void clockThatWasAhead_isNoReasonNotToRenew() throws Exception {
        CollectionLog.init(Modules.COLLECTION, folder.resolve("log"), new SecureRandom());
        try (CollectionLog log = CollectionLog.open(Modules.COLLECTION, folder.resolve("log"), Cosigners.NONE, moving);
                HeadRenewal renewal = HeadRenewal.start(log, moving)) {
            Instant right = now;
            now = right.plus(Duration.ofDays(365));
            renewal.renewIfDue();
            PublishedHead ahead = log.config().head();
            now = right.plus(Duration.ofDays(2));
            renewal.renewIfDue();
            assertThat(log.config().head()).isNotSameAs(ahead);
        }
    }

    /** Otherwise it would find the log closed, and report that as a failure. */
    @Test
    void renewalThatIsDueAfterClosing_isNotMade() throws Exception {
        CollectionLog.init(Modules.COLLECTION, folder.resolve("log"), new SecureRandom());
        try (CollectionLog log =
                CollectionLog.open(Modules.COLLECTION, folder.resolve("log"), Cosigners.NONE, moving)) {
            HeadRenewal renewal = HeadRenewal.start(log, moving);
            PublishedHead last = log.config().head();
            renewal.close();
            now = now.plus(Duration.ofDays(2));
            renewal.renewIfDue();
            assertThat(log.config().head()).isSameAs(last);
        }
    }

    /** An exception that leaves a check would end all checks, and nobody would notice. */
    @Test
    void look_thatFails_isMadeAgain() throws Exception {
        CollectionLog.init(Modules.COLLECTION, folder.resolve("log"), new SecureRandom());
        try (CollectionLog log = CollectionLog.open(Modules.COLLECTION, folder.resolve("log"), Cosigners.NONE, moving);
                HeadRenewal renewal = HeadRenewal.start(log, moving)) {
            PublishedHead first = log.config().head();
            broken = true;
            renewal.renewIfDue();
            assertThat(log.config().head()).isSameAs(first);
            broken = false;
            now = now.plus(Duration.ofDays(2));
            renewal.renewIfDue();
            assertThat(log.config().head()).isNotSameAs(first);
        }
    }
}
