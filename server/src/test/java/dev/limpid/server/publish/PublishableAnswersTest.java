package dev.limpid.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.server.publish.distinct.DistinctAnswers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** An answer that cannot be counted is left out; if that is this release's own fault, its operator learns it. */
class PublishableAnswersTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);

    @TempDir
    Path folder;

    @Test
    void faultOfTheFold_leavesTheAnswerOut_andIsLogged() throws Exception {
        assertThat(logged(line -> {
                    throw new IllegalStateException("a fault in the fold");
                }))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getFormattedMessage()).contains(WEEK.toString(), "a fault of this release");
                    assertThat(event.getThrowableProxy().getMessage()).isEqualTo("a fault in the fold");
                });
    }

    @Test
    void malformedAnswer_isLeftOutInSilence() throws Exception {
        assertThat(logged(line -> {
                    throw new MalformedJsonException("not an answer of this plan");
                }))
                .isEmpty();
    }

    private List<ILoggingEvent> logged(PublishableAnswers.Countable countable) throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger(PublishableAnswers.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false); // what is logged here is no fault of the tests
        DistinctAnswers distinct = new DistinctAnswers(folder, 1 << 20);
        distinct.add(SampleCollection.bytes(SampleCollection.answer(WEEK, "time", Map.of(), Map.of())), 1);
        try (PublishableAnswers answers =
                new PublishableAnswers(distinct.sorted(), WEEK, ExcludedAnswers.of(List.of(), List.of()), countable)) {
            assertThat(answers.advance()).isFalse();
            assertThat(answers.unreadable()).hasSize(1);
        } finally {
            logger.detachAppender(appender);
            logger.setAdditive(true);
        }
        return appender.list;
    }
}
