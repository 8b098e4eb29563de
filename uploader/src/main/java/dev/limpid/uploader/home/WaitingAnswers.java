package dev.limpid.uploader.home;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.AnswerWeek;
import dev.limpid.protocol.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The answers of one week that were decided and are not known to have arrived, as the file {@code <week>.answers}.
 *
 * <pre>
 * limpid answers v1
 * 0f1e2d3c4b5a69788796a5b4c3d2e1f0 {"Week":"2026-11-16",…}
 * …
 * </pre>
 *
 * They are ordered by their tokens, so that the order reveals nothing.
 */
public record WaitingAnswers(List<Waiting> answers) {

    private static final String HEADER = "limpid answers v1\n";
    private static final Pattern NEWER_FORM = Pattern.compile("limpid answers v([2-9]|[1-9][0-9]+)\n");
    private static final int TOKEN_BYTES = 16;
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

    /**
     * One answer.
     *
     * @param token by which the server recognises a resend: 128 random bits as 32 hex digits
     * @param answer what is sent: its canonical bytes, however it is spelled in the file
     */
    public record Waiting(String token, Answer answer) {

        /** An answer with a token of its own, drawn from a secure source. */
        public static Waiting of(Answer answer, RandomGenerator random) {
            byte[] token = new byte[TOKEN_BYTES];
            random.nextBytes(token);
            return new Waiting(HexFormat.of().formatHex(token), answer);
        }

        /** The answer as one line of JSON. */
        public String json() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        /** The chart that it answers. */
        public String chart() {
            return answer.chart();
        }

        /** The answer as it is sent. */
        public byte[] bytes() {
            return AnswerCodec.toJson(answer);
        }
    }

    public WaitingAnswers {
        answers = answers.stream().sorted(Comparator.comparing(Waiting::token)).toList();
    }

    /** All answers except this one. */
    public WaitingAnswers without(Waiting answer) {
        return new WaitingAnswers(answers.stream()
                .filter(other -> !other.chart().equals(answer.chart()))
                .toList());
    }

    /** The text of the file. */
    public String text() {
        StringBuilder text = new StringBuilder(HEADER);
        answers.forEach(answer ->
                text.append(answer.token()).append(' ').append(answer.json()).append('\n'));
        return text.toString();
    }

    /**
     * Whether a newer version of this library wrote the file: it is not damaged, and that version sends its answers.
     */
    static boolean isOfNewerForm(byte[] file) {
        return NEWER_FORM
                .matcher(new String(file, 0, Math.min(file.length, HEADER.length() + 8), StandardCharsets.UTF_8))
                .lookingAt();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param week the week in the file's name
     * @throws IllegalArgumentException if it is damaged, or an answer is about another week
     */
    public static WaitingAnswers parse(String text, LocalDate week) {
        if (!text.startsWith(HEADER) || !text.endsWith("\n")) {
            throw new IllegalArgumentException("it does not begin with \"" + HEADER.strip() + "\" and end with a line");
        }
        List<Waiting> answers = new ArrayList<>();
        for (String line : text.substring(HEADER.length()).lines().toList()) {
            int space = line.indexOf(' ');
            if (space < 0 || !TOKEN.matcher(line.substring(0, space)).matches()) {
                throw new IllegalArgumentException("a line does not begin with a token of 32 hex digits");
            }
            String json = line.substring(space + 1);
            try {
                Answer answer = AnswerCodec.read(json.getBytes(StandardCharsets.UTF_8));
                if (!answer.week().equals(AnswerWeek.of(week))) {
                    throw new IllegalArgumentException(
                            "an answer is about the week of " + answer.week() + ", expected " + AnswerWeek.of(week));
                }
                answers.add(new Waiting(line.substring(0, space), answer));
            } catch (MalformedJsonException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
        return new WaitingAnswers(answers);
    }
}
