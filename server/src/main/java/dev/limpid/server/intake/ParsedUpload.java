package dev.limpid.server.intake;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.question.Refusal;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.storage.ResendKey;
import java.util.List;
import java.util.Optional;

/** A body that was read and arrived in time: one answer, or a report that contains several. */
sealed interface ParsedUpload {

    /** The version of the configuration that it names. */
    String config();

    /**
     * The answers, if the configuration allows all of them.
     *
     * @throws RefusedUpload if it does not
     */
    List<KeyedAnswer> answers(LoadedConfig config) throws RefusedUpload;

    /**
     * Whether it is a single answer, and is refused with it; a refused answer of a report does not affect the others.
     */
    boolean isSingle();

    /** One answer, with its token. */
    record One(ResendKey key, Answer answer) implements ParsedUpload {

        @Override
        public String config() {
            return answer.config();
        }

        @Override
        public List<KeyedAnswer> answers(LoadedConfig config) throws RefusedUpload {
            refuse(config.config().check(answer));
            return List.of(new KeyedAnswer(key, answer));
        }

        @Override
        public boolean isSingle() {
            return true;
        }
    }

    /**
     * A report of golang.org/x/telemetry, to be split into answers. Its X and its last week, which would link it to
     * another report, are not kept. The report and the chart identify each answer, so a resent report yields the same
     * answers.
     */
    record Several(Report report) implements ParsedUpload {

        @Override
        public String config() {
            return report.config();
        }

        @Override
        public List<KeyedAnswer> answers(LoadedConfig config) throws RefusedUpload {
            refuse(config.reports().check(report));
            byte[] bytes = ReportCodec.toJson(report);
            return config.reports().answers(report).stream()
                    .map(answer -> new KeyedAnswer(ResendKey.ofReport(bytes, answer.chart()), answer))
                    .toList();
        }

        @Override
        public boolean isSingle() {
            return false;
        }
    }

    private static void refuse(Optional<Refusal> refusal) throws RefusedUpload {
        if (refusal.isPresent()) {
            throw new RefusedUpload(422, refusal.get().code(), refusal.get().sentence());
        }
    }
}
