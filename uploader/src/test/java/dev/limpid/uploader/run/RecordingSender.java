package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.uploader.send.AnswerSender;
import dev.limpid.uploader.send.SendResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A server within the test: keeps the answers that it gets and gives the reply that a test sets. A token must identify
 * one answer, and an answer must keep its token.
 */
final class RecordingSender implements AnswerSender {

    final List<String> sent = new ArrayList<>();
    final Map<String, String> byToken = new LinkedHashMap<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();
    SendResult answer;
    Function<String, SendResult> answers = text -> answer;

    RecordingSender(SendResult answer) {
        this.answer = answer;
    }

    @Override
    public SendResult send(String token, byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        assertThat(token).matches("[0-9a-f]{32}");
        assertThat(byToken.getOrDefault(token, text)).isEqualTo(text);
        assertThat(tokens.getOrDefault(text, token)).isEqualTo(token);
        byToken.put(token, text);
        tokens.put(text, token);
        sent.add(text);
        return answers.apply(text);
    }
}
