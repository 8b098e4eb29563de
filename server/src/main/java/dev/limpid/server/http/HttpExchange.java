package dev.limpid.server.http;

import static io.netty.handler.codec.http.HttpResponseStatus.EXPECTATION_FAILED;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_TIMEOUT;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One connection, one request at a time: while a request is worked on or answered nothing further is read, so that a
 * sender can never pile up work. Used by the connection's event loop only, but for {@link #deadline}, {@link #overdue}
 * and {@link #drain}.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a write or close that fails ends in channelInactive, where everything is released
final class HttpExchange extends ChannelInboundHandlerAdapter {

    private enum State {
        /** Between two requests. */
        IDLE,
        /** A request is arriving. */
        READING,
        /** It is being answered by the collection. */
        WORKING,
        /** The answer is on its way. */
        WRITING,
        /** The answer is out before the request was whole; what still comes is thrown away. */
        DISCARDING
    }

    private static final Duration DISCARD_TIME = Duration.ofSeconds(2);
    private static final int DISCARD_BYTES = 8 << 20;

    private final HttpFront front;
    private @Nullable ChannelHandlerContext context;
    private State state = State.IDLE;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private volatile long deadline;
    private volatile boolean draining;

    private @Nullable RequestHead head;
    private @Nullable ByteArrayOutputStream body;
    private long reserved;
    private long discarded;
    private long wholeAt;

    HttpExchange(HttpFront front) {
        this.front = front;
        wait(front.limits().requestTime());
    }

    /** When, by {@link System#nanoTime}, this connection will have been slow for too long. */
    long deadline() {
        return deadline;
    }

    /** Ends this connection because its deadline has passed. */
    void overdue() {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.executor().execute(() -> cutOff(ctx));
        }
    }

    /** Ends this connection once it is idle. */
    void drain() {
        draining = true;
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.executor().execute(() -> {
                if (state == State.IDLE) {
                    ctx.close();
                }
            });
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        Optional<HttpEvents.CutOff> refusal = front.connections().admit(this, ctx.channel());
        if (refusal.isPresent()) {
            front.events().cutOff(refusal.get());
            ctx.close();
        } else {
            ctx.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        release();
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (isListening() && waiting.isEmpty()) {
            hear(ctx, message);
        } else {
            // Sent before the last request was answered. No more than one buffer's worth, since nothing is read
            // meanwhile.
            waiting.add(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (isListening()) {
            ctx.read();
        }
    }

    private boolean isListening() {
        return state == State.IDLE || state == State.READING || state == State.DISCARDING;
    }

    private void listen(ChannelHandlerContext ctx) {
        while (isListening() && !waiting.isEmpty()) {
            hear(ctx, waiting.remove());
        }
        if (isListening()) {
            ctx.read();
        }
    }

    private void hear(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HttpRequest request && state == State.IDLE) {
                begin(ctx, request);
            }
            if (message instanceof HttpContent content) {
                take(ctx, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException) && !isTlsTrouble(cause)) {
            front.events().failed("a connection failed", cause);
        }
        ctx.close();
    }

    private static boolean isTlsTrouble(Throwable cause) {
        return cause instanceof DecoderException;
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        state = State.READING;
        wait(front.limits().requestTime());
        discarded = 0;
        if (request.decoderResult().isFailure()) {
            head = RequestHead.unreadable();
            refuse(ctx, RequestHead.whyUnreadable(request.decoderResult().cause()));
            return;
        }
        RequestHead.Read read = RequestHead.of(request, front.mounts());
        head = read.head();
        if (read.refusal().isPresent()) {
            refuse(ctx, read.refusal().get());
        } else if (read.head().isUpload()) {
            beginUpload(ctx, request, read.head());
        }
    }

    private void beginUpload(ChannelHandlerContext ctx, HttpRequest request, RequestHead upload) {
        Optional<Answer> refusal = admit(ctx, upload);
        if (refusal.isPresent()) {
            refuse(ctx, refusal.get());
            return;
        }
        long length = HttpUtil.getContentLength(request, -1L);
        int limit = front.limits().bodyBytes();
        if (length > limit) {
            refuse(ctx, tooLong(length + " bytes"));
            return;
        }
        // A body of unknown length may grow to the limit, so that much is set aside.
        long wanted = length >= 0 ? length : limit;
        if (!front.memory().take(wanted)) {
            refuse(ctx, busy());
            return;
        }
        reserved = wanted;
        body = new ByteArrayOutputStream(length >= 0 ? (int) length : 2048);
        if (HttpUtil.is100ContinueExpected(request)) {
            ctx.writeAndFlush(AnswerWriter.goOn());
        } else if (request.headers().contains("Expect")) {
            refuse(
                    ctx,
                    Answer.text(
                            EXPECTATION_FAILED.code(),
                            "the request expects something unknown, expected at most 100-continue"));
        }
    }

    private Optional<Answer> admit(ChannelHandlerContext ctx, RequestHead upload) {
        Optional<Intake> intake = upload.mount().intake();
        if (intake.isPresent() && ctx.channel().remoteAddress() instanceof InetSocketAddress remote) {
            return intake.get()
                    .admit(upload.sender(remote.getAddress(), front.limits().trustedProxies()));
        }
        return Optional.empty();
    }

    private Answer tooLong(String found) {
        return Refusals.of(
                REQUEST_ENTITY_TOO_LARGE.code(),
                "body-too-large",
                "the body is " + found + " long, expected at most "
                        + front.limits().bodyBytes() + " bytes");
    }

    private static Answer busy() {
        return Refusals.later(
                SERVICE_UNAVAILABLE.code(), "busy", "the server is busy, expected to have room again soon", 5);
    }

    private void take(ChannelHandlerContext ctx, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (state == State.DISCARDING) {
            discarded += content.content().readableBytes();
            if (last || discarded > DISCARD_BYTES) {
                ctx.close();
            }
            return;
        }
        if (state != State.READING) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            refuse(ctx, RequestHead.whyUnreadable(content.decoderResult().cause()));
            return;
        }
        ByteArrayOutputStream sink = body;
        int length = content.content().readableBytes();
        if (sink != null && length > 0) {
            if (sink.size() + length > front.limits().bodyBytes()) {
                refuse(ctx, tooLong("more than " + front.limits().bodyBytes() + " bytes"));
                return;
            }
            try {
                content.content().getBytes(content.content().readerIndex(), sink, length);
            } catch (IOException e) {
                throw new IllegalStateException("a buffer in memory takes every byte", e);
            }
        } else if (sink == null && length > 0) {
            refuse(ctx, Refusals.of(400, "unexpected-body", "the request has a body, expected none with this method"));
            return;
        }
        if (last) {
            work(ctx);
        }
    }

    private void work(ChannelHandlerContext ctx) {
        state = State.WORKING;
        wholeAt = System.nanoTime();
        // Whatever the collection does ends by itself; a sender cannot make it last.
        deadline = wholeAt + Duration.ofDays(1).toNanos();
        RequestHead request = head;
        if (request == null) {
            throw new IllegalStateException("a body came before its request");
        }
        ByteArrayOutputStream sink = body;
        body = null;
        if (sink != null) {
            front.upload(request, sink.toByteArray(), answer -> answered(ctx, request, answer));
        } else {
            front.get(request, answer -> answered(ctx, request, answer));
        }
    }

    /** Called by whoever has the answer, on any thread. */
    private void answered(ChannelHandlerContext ctx, RequestHead request, Answer answer) {
        if (ctx.executor().inEventLoop()) {
            write(ctx, request, answer, request.keepAlive() && !draining);
        } else {
            ctx.executor().execute(() -> write(ctx, request, answer, request.keepAlive() && !draining));
        }
    }

    /** Answers before the request is whole, or without a way to find its end. */
    private void refuse(ChannelHandlerContext ctx, Answer answer) {
        wholeAt = System.nanoTime();
        RequestHead request = head;
        write(ctx, request == null ? RequestHead.unreadable() : request, answer, false);
    }

    private void write(ChannelHandlerContext ctx, RequestHead request, Answer answer, boolean keepAlive) {
        boolean whole = state == State.WORKING;
        release();
        if (!front.memory().take(answer.body().length)) {
            write(ctx, request, busy(), false);
            return;
        }
        reserved = answer.body().length;
        state = State.WRITING;
        wait(front.limits().requestTime());
        AnswerWriter writer =
                new AnswerWriter(request, keepAlive, () -> wait(front.limits().requestTime()));
        ChannelFuture written = writer.write(ctx, answer);
        written.addListener(done -> {
            release();
            front.events().answered(request.method(), writer.status(), Duration.ofNanos(System.nanoTime() - wholeAt));
            if (!done.isSuccess() || (whole && !keepAlive)) {
                ctx.close();
            } else if (!whole) {
                state = State.DISCARDING;
                wait(DISCARD_TIME);
                listen(ctx);
            } else if (draining) {
                ctx.close();
            } else {
                state = State.IDLE;
                head = null;
                wait(front.limits().idleTime());
                listen(ctx);
            }
        });
    }

    private void cutOff(ChannelHandlerContext ctx) {
        if (deadline - System.nanoTime() >= 0) {
            return;
        }
        switch (state) {
            case READING -> {
                front.events().cutOff(HttpEvents.CutOff.SLOW_REQUEST);
                refuse(
                        ctx,
                        Refusals.of(
                                REQUEST_TIMEOUT.code(),
                                "too-slow",
                                "the request took longer than "
                                        + front.limits().requestTime().toSeconds() + " s, expected it whole by then"));
            }
            case WRITING -> {
                front.events().cutOff(HttpEvents.CutOff.SLOW_READER);
                ctx.close();
            }
            default -> {
                if (state == State.IDLE) {
                    front.events().cutOff(HttpEvents.CutOff.IDLE);
                }
                ctx.close();
            }
        }
    }

    private void release() {
        front.memory().give(reserved);
        reserved = 0;
        body = null;
    }

    private void wait(Duration patience) {
        deadline = System.nanoTime() + patience.toNanos();
    }
}
