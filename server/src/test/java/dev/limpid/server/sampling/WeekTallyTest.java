package dev.limpid.server.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

public class WeekTallyTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);

    /**
     * New charts follow the program: the chart that was drawn most by chance must not decide how large the program is.
     */
    @Test
    void program_isWhatItsChartsTellTogetherAndNotTheOneWithMostAnswers() {
        CollectionConfig config = new CollectionConfig(
                "v1.0.0",
                List.of(),
                List.of(),
                List.of(),
                1,
                List.of(new CollectionConfig.Program(
                        "p", List.of("1"), List.of(question("a", 0.1), question("b", 0.1), question("c", 0.1)))));
        WeekTally tally = new WeekTally(WEEK);
        count(tally, "p/a", 90);
        count(tally, "p/b", 100);
        count(tally, "p/c", 125);

        Map<String, Double> measured = tally.measured(Map.of("v1.0.0", config), chart -> Optional.empty());

        assertThat(measured.get("p/c")).isCloseTo(1_250, within(1e-6));
        assertThat(measured.get("p")).isCloseTo(1_050, within(1e-6));
    }

    private static Question question(String id, double rate) {
        return new Question(
                id,
                rate,
                Set.of(),
                new RequestedCounters.Named(List.of("n:" + id)),
                Optional.empty(),
                Optional.empty());
    }

    private static void count(WeekTally tally, String chart, int machines) {
        tally.line(("{\"Week\":\"" + WEEK + "\",\"Config\":\"v1.0.0\",\"Chart\":\"" + chart
                        + "\",\"Builds\":[{\"Counts\":{}}],\"N\":" + machines + "}")
                .getBytes(UTF_8));
    }
}
