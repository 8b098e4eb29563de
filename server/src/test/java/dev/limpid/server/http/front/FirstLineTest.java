package dev.limpid.server.http.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The decoder gets every byte, in order and once, and gets nothing of a line that may begin a request before that line has
 * ended.
 */
class FirstLineTest {

    private static final String HEAD = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int LINE = HEAD.indexOf('\n') + 1;

    @Test
    void lineInTwoParts_isHandedOverWholeWhereverItWasCut() {
        for (int cut = 1; cut < HEAD.length(); cut++) {
            FirstLine line = new FirstLine();
            ByteBuf first = bytes(HEAD.substring(0, cut));
            Optional<ByteBuf> begun = line.add(first);
            if (cut >= LINE) {
                assertThat(text(begun)).isEqualTo(HEAD.substring(0, cut));
                continue;
            }
            assertThat(begun).as("cut at " + cut).isEmpty();
            assertThat(first.refCnt()).as("buffers held before the line ended").isZero();
            assertThat(text(line.add(bytes(HEAD.substring(cut))))).isEqualTo(HEAD);
        }
    }

    @Test
    void lineThatComesByteByByte_isHandedOverAtItsEnd() {
        FirstLine line = new FirstLine();
        for (int i = 0; i < LINE - 1; i++) {
            assertThat(line.add(bytes(HEAD.substring(i, i + 1)))).isEmpty();
        }
        assertThat(text(line.add(bytes("\n")))).isEqualTo(HEAD.substring(0, LINE));
    }

    @Test
    void lineThatDoesNotEnd_isHandedOverOnceItIsLongerThanMost() {
        FirstLine line = new FirstLine();
        assertThat(line.add(bytes("x".repeat(FirstLine.MOST_BYTES)))).isEmpty();
        assertThat(text(line.add(bytes("y")))).isEqualTo("x".repeat(FirstLine.MOST_BYTES) + "y");
    }

    @Test
    void byteThatBeginsNoRequest_isHandedOverAtOnce() {
        for (int first = 0; first < 256; first++) {
            String text = Character.toString(first) + "ET";
            Optional<ByteBuf> begun = new FirstLine().add(bytes(text));
            if (first > ' ' && first < 0x7f) {
                assertThat(begun).as("begins with byte " + first).isEmpty();
            } else {
                assertThat(text(begun)).isEqualTo(text);
            }
        }
    }

    @Test
    void noBytes_areWaitedFor() {
        assertThat(new FirstLine().add(bytes(""))).isEmpty();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    private static String text(Optional<ByteBuf> bytes) {
        ByteBuf all = bytes.orElseThrow();
        try {
            return new String(ByteBufUtil.getBytes(all), StandardCharsets.ISO_8859_1);
        } finally {
            all.release();
        }
    }
}
