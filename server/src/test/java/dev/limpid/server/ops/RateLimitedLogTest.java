package dev.limpid.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RateLimitedLogTest {

    @Test
    void troubleOfOneKind_isSaidOnceAMinuteWithHowOftenItCame() {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.limpid.server.ops.bounded");
        logger.setAdditive(false);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        RateLimitedLog log = new RateLimitedLog(logger, now::get);
        for (int i = 0; i < 4000; i++) {
            log.error("a connection failed", new IllegalStateException("of sender " + i));
            log.warn("tool: a report could not be stored", new IllegalStateException("disk full"));
        }
        log.error("a connection failed", new StackOverflowError());
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "a connection failed", "tool: a report could not be stored: disk full", "a connection failed");
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        log.error("a connection failed", new IllegalStateException("again"));
        assertThat(lines.list)
                .last()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("a connection failed, and 3999 more times since the last message");
    }
}
