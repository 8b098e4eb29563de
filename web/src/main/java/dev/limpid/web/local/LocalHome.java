package dev.limpid.web.local;

import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.question.active.Omission;
import dev.limpid.protocol.report.Report;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The contents of one telemetry home.
 *
 * @param collection the collection's name
 * @param command the command that controls the home, such as {@code limpid}
 * @param mode the effective mode in one word, such as {@code local}
 * @param why the reason for the mode, as a clause that begins with a lower-case letter
 * @param asked what is asked now, if a configuration was verified
 * @param weeks the weeks that were counted, in any order
 * @param sent what was sent, in any order
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
     * The questions that this machine answers now, and those that it will answer.
     *
     * @param version the configuration's version
     * @param questions the questions that it answers
     * @param onShow sentences that say what a newer configuration adds and from when; empty if none is on show
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
     * @param title the chart's title, or its ID if the title is not known
     * @param description what the chart shows and what for; may be empty
     * @param issues where it was discussed
     * @param terms what is counted, which attributes an answer has, and how often it is asked
     */
    public record Question(String chart, String title, String description, List<String> issues, String terms) {
        public Question {
            issues = List.copyOf(issues);
        }
    }

    /**
     * An answer that was sent or would be sent.
     *
     * @param title the question's title
     * @param terms how likely the answer is to be sent and which attributes it has; may be empty
     * @param text the answer exactly as it is sent
     */
    public record Answered(String title, String terms, String text) {

        /** The text with line breaks for reading; unchanged if it cannot be parsed as an answer. */
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
     * The counts of one week.
     *
     * @param end the day the week ended or will end
     * @param ended whether the week is over
     * @param counted all counts, as in the local report
     * @param answers the answer to each question that would be sent; empty once they were sent
     * @param leftOut the counts that stay on the machine even if every question is answered, and why; empty without a configuration
     * @param outcome what happened to the week or will happen, in a sentence
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
     * What was sent about one week.
     *
     * @param week the day the week ended
     * @param when when the last answer was sent; empty if it was not recorded
     * @param answers the answers in the order in which they were sent
     */
    public record Sent(LocalDate week, Optional<Instant> when, List<Answered> answers) {
        public Sent {
            answers = List.copyOf(answers);
        }
    }
}
