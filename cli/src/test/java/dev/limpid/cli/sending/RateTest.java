package dev.limpid.cli.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.command.HomeCommand;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.protocol.text.PercentText;
import dev.limpid.uploader.consent.DescribedQuestion;
import dev.limpid.web.words.RateWords;
import dev.limpid.web.words.SiteMessages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user who is asked, looks at the preview and opens the page reads one number for one question. */
class RateTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.00001, 0.0181, 0.12345, 0.2549, 0.999, 0.99996})
    void rate_isTheSameInPromptPreviewAndPage(double rate) {
        Question question = new Question(
                "tool-stop",
                rate,
                Set.of(),
                new RequestedCounters.Named(List.of("tool/a")),
                Optional.empty(),
                Optional.empty());
        for (String language : List.of("en", "de", "ja")) {
            MessageBundle words = MessageBundle.of(HomeCommand.class, "commands", language);
            String number = PercentText.of(rate, words.locale());
            assertThat(DescribedQuestion.of("example.org/tool/tool-stop", question, List.of(), language)
                            .howOften())
                    .contains(number);
            assertThat(AnswerInWords.likely(rate, words)).contains(number);
            assertThat(RateWords.words(rate, SiteMessages.in(language))).contains(number);
        }
    }
}
