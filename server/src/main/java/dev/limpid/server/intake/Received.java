package dev.limpid.server.intake;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.config.Refusal;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.storage.ResendKey;
import java.util.List;
import java.util.Optional;

/** A body that was understood and came in time: one answer, or a report that holds several. */
sealed interface Received {

    /** The configuration that it names. */
    String config();

    /**
     * The answers, if the configuration lets everything pass.
     *
     * @throws RefusedUpload if it does not
     */
    List<Incoming> answers(KnownConfig config) throws RefusedUpload;

    /** Whether it holds one answer, and is refused with it; of several the others are taken. */
    boolean isAlone();

    /** One answer, with its token. */
    record One(ResendKey key, Answer answer) implements Received {

        @Override
        public String config() {
            return answer.config();
        }

        @Override
        public List<Incoming> answers(KnownConfig config) throws RefusedUpload {
            refuse(config.config().check(answer));
            return List.of(new Incoming(key, answer));
        }

        @Override
        public boolean isAlone() {
            return true;
        }
    }

    /**
     * A report of golang.org/x/telemetry, which is taken apart. Its X and the week before, which would link it to another
     * report, end here. The same report holds the same answers, and each is known by the report and its chart.
     */
    record Several(Report report) implements Received {

        @Override
        public String config() {
            return report.config();
        }

        @Override
        public List<Incoming> answers(KnownConfig config) throws RefusedUpload {
            refuse(config.reports().check(report));
            byte[] bytes = ReportCodec.toJson(report);
            return config.reports().answers(report).stream()
                    .map(answer -> new Incoming(ResendKey.ofReport(bytes, answer.chart()), answer))
                    .toList();
        }

        @Override
        public boolean isAlone() {
            return false;
        }
    }

    private static void refuse(Optional<Refusal> refusal) throws RefusedUpload {
        if (refusal.isPresent()) {
            throw new RefusedUpload(422, refusal.get().code(), refusal.get().sentence());
        }
    }
}
