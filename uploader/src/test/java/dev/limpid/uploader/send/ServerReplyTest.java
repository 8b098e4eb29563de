package dev.limpid.uploader.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerReplyTest {

    private static SendResult understood(int status, String refusal, String retryAfter, String body) {
        return new ServerReply(
                        status,
                        Optional.of(refusal).filter(value -> !value.isEmpty()),
                        Optional.of(retryAfter).filter(value -> !value.isEmpty()),
                        body.getBytes(StandardCharsets.UTF_8))
                .toResult();
    }

    @Test
    void refusalByTheServer_isFinal_andOneByAProxyIsNot() {
        assertThat(understood(422, "unknown-counter", "", "no such counter"))
                .isEqualTo(new SendResult.Refused("unknown-counter", "no such counter"));
        assertThat(understood(422, "", "", "no"))
                .isEqualTo(new SendResult.Later("the server replied 422: no", Optional.empty()));
        assertThat(understood(400, "malformed-encoding", "", "damaged")).isInstanceOf(SendResult.Later.class);
    }

    @Test
    void answerThatCannotBeAcceptedYet_isDistinguishedFromABusyServer() {
        assertThat(understood(409, "unknown-config", "", "not yet"))
                .isEqualTo(new SendResult.NotYet("the server replied 409: not yet"));
        assertThat(understood(409, "unknown-config", "60", "busy"))
                .isEqualTo(new SendResult.Later("the server replied 409: busy", Optional.of(Duration.ofMinutes(1))));
        assertThat(understood(409, "", "", "who knows")).isInstanceOf(SendResult.Later.class);
        assertThat(understood(503, "unknown-config", "", ""))
                .isEqualTo(new SendResult.Later("the server replied 503", Optional.empty()));
    }

    @Test
    void status200_isAccepted_whateverElseTheReplyContains() {
        assertThat(understood(200, "unknown-counter", "5", "thanks")).isEqualTo(new SendResult.Accepted());
        assertThat(understood(204, "", "", "")).isInstanceOf(SendResult.Later.class);
    }

    @Test
    void wait_isBetweenASecondAndAWeek() {
        assertThat(ServerReply.seconds("1")).contains(Duration.ofSeconds(1));
        assertThat(ServerReply.seconds(" 90 ")).contains(Duration.ofSeconds(90));
        assertThat(ServerReply.seconds("0")).isEmpty();
        assertThat(ServerReply.seconds("-1")).isEmpty();
        assertThat(ServerReply.seconds("604801")).contains(Duration.ofDays(7));
        assertThat(ServerReply.seconds("Fri, 20 Nov 2026 10:00:00 GMT")).isEmpty();
    }

    @Test
    void firstLine_isShortAndCanBeShown() {
        assertThat(ServerReply.firstLine(" one \ntwo".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("one");
        assertThat(ServerReply.firstLine("a\u001b[31mb\u202ec".getBytes(StandardCharsets.UTF_8)))
                .doesNotContain("\u001b", "\u202e");
        assertThat(ServerReply.firstLine("x".repeat(501).getBytes(StandardCharsets.UTF_8)))
                .hasSize(500);
        assertThat(ServerReply.firstLine(new byte[0])).isEmpty();
    }

    @Test
    void answer_isPackedIfThatMakesItShorter() throws Exception {
        assertThat(CompressedAnswer.of(new byte[255]).packed()).isFalse();
        assertThat(CompressedAnswer.of(new byte[255]).body()).hasSize(255);
        CompressedAnswer packed = CompressedAnswer.of(new byte[256]);
        assertThat(packed.packed()).isTrue();
        assertThat(packed.body()).hasSizeLessThan(100);
    }
}
