package dev.limpid.server.publish.distinct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.server.publish.SampleCollection;
import dev.limpid.server.publish.file.PublishedLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctAnswersTest {

    @TempDir
    private Path temp = Path.of("");

    /** From everything in memory to so many runs that some have to be merged before the end. */
    @ParameterizedTest
    @ValueSource(longs = {1L << 20, 20_000, 1_000, 1})
    void answers_comeOnceEachInTheOrderOfTheirBytesWithTheirNumber(long memory) throws IOException {
        Random random = new Random(3);
        Map<String, Long> expected = new TreeMap<>();
        List<String> found = new ArrayList<>();
        try (DistinctAnswers distinct = new DistinctAnswers(temp, memory)) {
            for (int i = 0; i < 600; i++) {
                String answer = "{\"a\":" + random.nextInt(200) + "}";
                long machines = 1L + random.nextInt(3);
                expected.merge(answer, machines, Long::sum);
                distinct.add(answer.getBytes(UTF_8), machines);
            }
            try (SortedAnswers sorted = distinct.sorted()) {
                while (sorted.advance()) {
                    found.add(new String(sorted.answer(), UTF_8) + " " + sorted.machines());
                }
            }
        }

        assertThat(found)
                .containsExactlyElementsOf(expected.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .toList());
        assertThat(temp).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 999_999_999_999L})
    void line_isThePublishedFormOfItsAnswer(long machines) throws Exception {
        byte[] answer =
                SampleCollection.bytes(SampleCollection.answer(LocalDate.parse("2026-08-17"), new Random(machines)));

        byte[] line = PublishedLines.line(answer, machines);

        assertThat(PublishedAnswer.read(line).machines()).isEqualTo(machines);
        assertThat(PublishedLines.answer(line)).isEqualTo(answer);
    }
}
