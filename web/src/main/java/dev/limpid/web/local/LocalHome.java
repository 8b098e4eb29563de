package dev.limpid.web.local;

import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.config.Omission;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.report.Report;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What lies in one telemetry home.
 *
 * @param collection the collection's name
 * @param command the command that controls it, such as {@code limpid}
 * @param mode the effective mode in one word, such as {@code local}
 * @param why why it is that, as a clause that begins with a small letter
 * @param asked what is asked now, if any configuration was verified
 * @param weeks what was counted, in any order
 * @param sent what left the machine, in any order
 * @param damaged files that could not be read, each with its reason
 */
public record LocalHome(
        String collection,
        String command,
        String mode,
        String why,
        Optional<Asked> asked,
        List<Week> weeks,
        List<Sent> sent,
        List<String> damaged) {

    public LocalHome {
        weeks = weeks.stream()
                .sorted(Comparator.comparing(Week::end).reversed())
                .toList();
        sent = sent.stream().sorted(Comparator.comparing(Sent::week).reversed()).toList();
        damaged = List.copyOf(damaged);
    }

    /**
     * What this machine answers now, and what it will.
     *
     * @param version the configuration
     * @param questions those that it answers
     * @param onShow what a newer configuration adds and from when, in sentences; empty if none is on show
     */
    public record Asked(String version, List<Question> questions, List<String> onShow) {
        public Asked {
            questions = List.copyOf(questions);
            onShow = List.copyOf(onShow);
        }
    }

    /**
     * One question.
     *
     * @param chart the chart's full ID
     * @param title the chart's title, or its ID where that is not known
     * @param description what it shows and what for; may be empty
     * @param issues where it was discussed
     * @param terms what is counted, by what an answer tells builds apart, and how often it is asked
     */
    public record Question(String chart, String title, String description, List<String> issues, String terms) {
        public Question {
            issues = List.copyOf(issues);
        }
    }

    /**
     * An answer, or one that would be given.
     *
     * @param title the question's title
     * @param terms how likely it goes and by what it tells builds apart; may be empty
     * @param text the answer exactly as it goes or went
     */
    public record Answered(String title, String terms, String text) {

        /** The text with line breaks for reading; as it is if it is no answer. */
        public String readable() {
            try {
                return new String(
                        AnswerCodec.toPrettyJson(AnswerCodec.read(text.getBytes(StandardCharsets.UTF_8))),
                        StandardCharsets.UTF_8);
            } catch (MalformedJsonException e) {
                return text;
            }
        }
    }

    /**
     * What was counted in one week.
     *
     * @param end the day the week ended or will end
     * @param ended whether it is over
     * @param counted everything, as the local report has it
     * @param answers what would be answered, each question on its own; empty once it was sent
     * @param leftOut what would stay on the machine though every question is answered, and why; empty without a
     *     configuration
     * @param outcome what became of it or will, in a sentence
     */
    public record Week(
            LocalDate end,
            boolean ended,
            Report counted,
            List<Answered> answers,
            List<Omission> leftOut,
            String outcome) {
        public Week {
            answers = List.copyOf(answers);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * What left the machine of one week.
     *
     * @param week the day the week ended
     * @param when when the last of it was sent; empty if no note says so
     * @param answers in the order in which they went
     */
    public record Sent(LocalDate week, Optional<Instant> when, List<Answered> answers) {
        public Sent {
            answers = List.copyOf(answers);
        }
    }
}
