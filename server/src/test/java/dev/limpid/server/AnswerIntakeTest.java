package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.answer.AnswerToken;
import dev.limpid.protocol.report.PermanentRefusal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerIntakeTest {

    private static final String ANSWER = TestCollection.ANSWER;
    private static final String REPORT = TestCollection.REPORT;
    private static final String ONE = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "fedcba9876543210fedcba9876543210";

    @TempDir
    Path folder;

    private TestCollection collection;

    @BeforeEach
    void start() throws Exception {
        collection = TestCollection.start(folder);
    }

    @AfterEach
    void stop() throws IOException {
        collection.close();
    }

    @Test
    void answer_countsOnceHoweverOftenItIsSentWithItsToken() throws Exception {
        for (String body : new String[] {ANSWER, ANSWER, ANSWER.replace(":3}", ": 3 }")}) {
            assertThat(send(body, ONE).statusCode()).isEqualTo(200);
        }
        assertThat(collection.stored()).containsExactly(ANSWER);
        collection.close();
        collection = TestCollection.start(folder);
        assertThat(send(ANSWER, ONE).statusCode()).isEqualTo(200);
        assertThat(collection.stored()).containsExactly(ANSWER);
    }

    @Test
    void sameAnswerOfAnotherMachine_countsToo() throws Exception {
        send(ANSWER, ONE);
        send(ANSWER, OTHER);
        assertThat(collection.stored()).containsExactly(ANSWER, ANSWER);
    }

    @Test
    void answerWithoutAToken_isRefusedForGood() throws Exception {
        for (String token :
                new String[] {"", "x", ONE.toUpperCase(java.util.Locale.ROOT), ONE + "0", ONE + ", " + OTHER}) {
            HttpResponse<String> answer = send(ANSWER, token);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Limpid-Refusal")).contains("malformed-token");
        }
        assertThat(collection.stored()).isEmpty();
    }

    @Test
    void refusal_saysWhyInOneSentenceAndStoresNothing() throws Exception {
        refused("answers", "{\"Week\"", 400, "malformed-answer");
        refused("answers", ANSWER.replace("2026-11-09", "2026-11-10"), 400, "malformed-answer");
        refused("answers", ANSWER.replace("\"tool/start\"", "\"tool/other\""), 422, "unknown-counter");
        refused("answers", ANSWER.replace("tool-start", "nothing"), 422, "unknown-chart");
        refused("answers", ANSWER.replace("1.2.0", "9.9.9"), 422, "unknown-version");
        refused("answers", ANSWER.replace("\"Version\":\"1.2.0\",", ""), 422, "other-attributes");
        refused("answers", ANSWER.replace("v1.0.0", "v1.7.0"), 409, "unknown-config");
        refused("answers", ANSWER + " ".repeat(600_000), 413, "body-too-large");
        refused("answers", ANSWER.replace("2026-11-09", "2026-11-23"), 409, "week-to-come");
        refused("answers", ANSWER.replace("2026-11-09", "2026-10-19"), 409, "week-too-old");
        refused("answers", ANSWER.replace(":3}", ":604800000000001}"), 400, "malformed-answer");
        refused("elsewhere", ANSWER, 405, "method-not-allowed");
        refused("answers/", ANSWER, 405, "method-not-allowed");
        assertThat(collection.only().answers().weeks()).isEmpty();
    }

    @Test
    void lastWeekThatMayBeAnswered_isTaken() throws Exception {
        // A home's week may have ended on any day of the calendar week.
        assertThat(collection
                        .post("answers", ANSWER.replace("2026-11-09", "2026-10-26"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(collection
                        .post("answers", ANSWER.replace("2026-11-09", "2026-11-16"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void goReport_isTakenApartAndItsAnswersCountOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(collection.post("upload/2026-11-16", REPORT).statusCode())
                    .isEqualTo(200);
        }
        assertThat(collection.stored()).containsExactly(ANSWER);
        String other = REPORT.replace("0.25", "0.2501");
        assertThat(collection.post("upload/2026-11-16", other).statusCode()).isEqualTo(200);
        assertThat(collection.stored()).containsExactly(ANSWER, ANSWER);
        String often = REPORT.replace("0.25", "0.001");
        assertThat(collection.post("upload/2026-11-16", often).statusCode()).isEqualTo(200);
        assertThat(collection.stored()).hasSize(5).noneMatch(answer -> answer.contains("\"X\""));
    }

    @Test
    void goReportThatMayNotBeSent_isRefused() throws Exception {
        refused("upload/2026-11-16", "{\"Week\"", 400, "malformed-report");
        refused("upload/2026-11-16", REPORT.replace("tool/start", "tool/other"), 422, "unknown-counter");
        refused("upload/2026-11-16", REPORT.replace("v1.0.0", "v1.7.0"), 409, "unknown-config");
        refused("upload/2026-11-09", REPORT, 400, "other-week");
        refused("upload/soon", REPORT, 404, "malformed-week");
        refused("upload/2027-01-01", REPORT.replace("2026-11-16", "2027-01-01"), 409, "week-to-come");
        refused("upload/2026-10-20", REPORT.replace("2026-11-16", "2026-10-20"), 409, "week-too-old");
        assertThat(collection
                        .post("upload/2026-11-16", REPORT.replace("0.25", "0.9"))
                        .statusCode())
                .as("no question is asked of this X")
                .isEqualTo(200);
        assertThat(collection.only().answers().weeks()).isEmpty();
    }

    private HttpResponse<String> send(String answer, String token) throws Exception {
        return collection.post("answers", answer, AnswerToken.HEADER, token);
    }

    private void refused(String path, String body, int status, String code) throws Exception {
        HttpResponse<String> answer = collection.post(path, body);
        Optional<String> found = answer.headers().firstValue("Limpid-Refusal");
        assertThat(found).contains(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).matches("[^\n]{10,400}\n");
        boolean later = status == 409 || status == 405 || status == 404;
        assertThat(PermanentRefusal.isFinal(status, found)).isEqualTo(!later);
    }
}
