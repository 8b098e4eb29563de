package dev.limpid.protocol.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.RandomQuestions;
import dev.limpid.protocol.RandomReports;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.report.Report;
import org.junit.jupiter.api.Test;

/** What must be true for any configuration and any report, with many of both. */
class AnswerPropertiesTest {

    private static final int CASES = Integer.getInteger("limpid.cases", 5_000);

    private interface Property {
        void check(CollectionConfig config, Question question, Answer answer) throws Exception;
    }

    @Test
    void check_findsNothingInWhatWasAnswered() throws Exception {
        forAll((config, question, answer) -> assertThat(config.check(answer)).isEmpty());
    }

    @Test
    void answers_readBackFromTheirCanonicalBytes() throws Exception {
        forAll((config, question, answer) -> {
            byte[] json = AnswerCodec.toJson(answer);
            assertThat(AnswerCodec.read(json)).isEqualTo(answer);
            assertThat(AnswerCodec.read(AnswerCodec.toPrettyJson(answer))).isEqualTo(answer);
        });
    }

    @Test
    void answers_holdNothingThatTheQuestionDoesNotAsk() throws Exception {
        int[] counted = {0};
        forAll((config, question, answer) -> {
            assertThat(answer.config()).isEqualTo(config.version());
            for (AnswerPart part : answer.parts()) {
                counted[0] += part.counts().size();
                assertThat(part.attributes().keySet()).isEqualTo(question.by());
                RequestedCounters asked = question.asked();
                assertThat(part.counts().keySet())
                        .allMatch(name -> asked instanceof RequestedCounters.Named counters
                                ? counters.names().contains(name)
                                : asked instanceof RequestedCounters.BuiltIn builds
                                        ? name.startsWith(builds.counter() + ":")
                                        : name.startsWith(((RequestedCounters.Stacks) asked).counter() + "\n"));
            }
        });
        assertThat(counted[0]).isGreaterThan(CASES / 10);
    }

    @Test
    void configurations_readBackFromTheirBytes() throws Exception {
        for (int i = 0; i < CASES; i++) {
            CollectionConfig config = new RandomQuestions(i).config();
            assertThat(CollectionConfigCodec.read(CollectionConfigCodec.toJson(config), config.version()))
                    .isEqualTo(config);
        }
    }

    private static void forAll(Property property) throws Exception {
        int answers = 0;
        for (int i = 0; i < CASES; i++) {
            CollectionConfig config = new RandomQuestions(i).config();
            Report report = new RandomReports(i).report();
            for (CollectionConfig.Program program : config.programs()) {
                for (Question question : program.questions()) {
                    var answer = config.answer(CollectionConfig.chart(program, question), report);
                    if (answer.isPresent()) {
                        answers++;
                        property.check(config, question, answer.get());
                    }
                }
            }
        }
        assertThat(answers).isGreaterThan(CASES / 10);
    }
}
