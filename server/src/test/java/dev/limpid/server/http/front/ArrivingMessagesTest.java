package dev.limpid.server.http.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** No buffer is left behind, whatever becomes of its connection. */
class ArrivingMessagesTest {

    /** Wants nothing. */
    private static final class Unwanted extends ArrivingMessages {
        @Override
        boolean isListening() {
            return false;
        }

        @Override
        void handle(ChannelHandlerContext ctx, Object message) {
            throw new AssertionError("handled " + message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            throw new AssertionError(cause);
        }
    }

    /** Handlers cannot be added to a connection that has lost its own, as when there is no memory for them. */
    @Test
    void firstLine_thatNothingCanDecode_isReleased() {
        Unwanted handler = new Unwanted();
        EmbeddedChannel channel = new EmbeddedChannel(handler);
        ChannelHandlerContext ctx = channel.pipeline().context(handler);
        channel.pipeline().remove(handler);
        ByteBuf line = Unpooled.copiedBuffer("GET / HTTP/1.1\r\n", StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> handler.channelRead(ctx, line)).isInstanceOf(NoSuchElementException.class);
        assertThat(line.refCnt()).as("buffers held").isZero();
        channel.finishAndReleaseAll();
    }

    @Test
    void messagesThatWait_areReleasedWithTheirConnection() throws Exception {
        Unwanted handler = new Unwanted();
        EmbeddedChannel channel = new EmbeddedChannel(handler);
        channel.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\n", StandardCharsets.US_ASCII));
        ByteBuf early = Unpooled.copiedBuffer("early", StandardCharsets.US_ASCII);
        handler.channelRead(channel.pipeline().context(handler), early);
        assertThat(early.refCnt()).isEqualTo(1);
        handler.releaseWaiting();
        assertThat(early.refCnt()).isZero();
        channel.finishAndReleaseAll();
    }
}
