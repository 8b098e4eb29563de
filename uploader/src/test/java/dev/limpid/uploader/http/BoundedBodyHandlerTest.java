package dev.limpid.uploader.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** A response as the JDK's client delivers it, piece by piece. */
class BoundedBodyHandlerTest {

    /** A response that records how much was requested of it. */
    private static final class Answer implements Flow.Subscription {
        long asked;
        boolean ended;

        @Override
        public void request(long pieces) {
            asked += pieces;
        }

        @Override
        public void cancel() {
            ended = true;
        }
    }

    private record Head(int statusCode, HttpHeaders headers, HttpClient.Version version)
            implements HttpResponse.ResponseInfo {}

    private final Answer answer = new Answer();

    private BodySubscriber<byte[]> reading(int most) {
        BodySubscriber<byte[]> body = BoundedBodyHandler.of(most)
                .apply(new Head(200, HttpHeaders.of(Map.of(), (a, b) -> true), HttpClient.Version.HTTP_1_1));
        body.onSubscribe(answer);
        return body;
    }

    private static void give(BodySubscriber<byte[]> body, String... pieces) {
        body.onNext(List.of(pieces).stream()
                .map(piece -> ByteBuffer.wrap(piece.getBytes(StandardCharsets.US_ASCII)))
                .toList());
    }

    private static String read(BodySubscriber<byte[]> body) {
        byte[] taken = body.getBody().toCompletableFuture().getNow(new byte[] {'?'});
        return new String(taken, StandardCharsets.US_ASCII);
    }

    @Test
    void shortAnswer_isReadToItsEnd() {
        BodySubscriber<byte[]> body = reading(10);
        assertThat(answer.asked).isPositive();
        give(body, "ab", "c");
        give(body, "def");
        assertThat(read(body)).as("it may go on").isEqualTo("?");
        body.onComplete();
        assertThat(read(body)).isEqualTo("abcdef");
        assertThat(answer.ended).isFalse();
    }

    @Test
    void longAnswer_isCutAndEnded_thoughItWouldGoOn() {
        BodySubscriber<byte[]> body = reading(5);
        give(body, "abcd");
        assertThat(answer.ended).isFalse();
        give(body, "efg", "h");
        assertThat(answer.ended).isTrue();
        assertThat(read(body)).isEqualTo("abcde");
    }

    @Test
    void responseOfExactlyTheLimit_isComplete() {
        BodySubscriber<byte[]> body = reading(4);
        give(body, "abcd");
        assertThat(read(body)).isEqualTo("abcd");
        assertThat(answer.ended).isTrue();
    }

    @Test
    void incompleteResponse_isAFailure() {
        BodySubscriber<byte[]> body = reading(10);
        give(body, "ab");
        body.onError(new IOException("reset"));
        assertThat(body.getBody().toCompletableFuture()).isCompletedExceptionally();
    }
}
