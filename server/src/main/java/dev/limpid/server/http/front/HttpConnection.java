package dev.limpid.server.http.front;

import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_TIMEOUT;

import dev.limpid.server.http.HttpEvents;
import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.limit.FairShareBudget.Acquisition;
import dev.limpid.server.http.limit.MinimumTransferRate;
import dev.limpid.server.http.message.RequestHead;
import dev.limpid.server.http.message.ResponseWriter;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One connection, one request at a time: it reads nothing more while a request is handled or answered, so that a sender
 * can never pile up work. Any failure ends the connection, and every state has a deadline. {@link CurrentRequest}
 * keeps the request and the memory it uses, {@link ArrivingMessages} what came too early. Only the connection's event loop may use it, except for {@link #deadline},
 * {@link #overdue} and {@link #drain}, which any thread may call: {@link #deadline} and {@link #draining} are volatile,
 * and {@link #context} is set before other threads learn of the connection.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a write or close that fails ends in channelInactive, where everything is released
final class HttpConnection extends ArrivingMessages {

    private enum State {
        /** Between two requests. */
        IDLE,
        /** A request is arriving. */
        READING,
        /** The collection is making the answer. */
        WORKING,
        /** The answer is being sent. */
        WRITING,
        /** The answer was sent before the request was complete; the rest of the request is discarded. */
        DISCARDING
    }

    private static final Duration DISCARD_TIME = Duration.ofSeconds(2);
    private static final int DISCARD_BYTES = 8 << 20;

    private final HttpFront front;
    private @Nullable ChannelHandlerContext context;
    private @Nullable CurrentRequest underWay;
    private State state = State.IDLE;

    private volatile long deadline;
    private volatile boolean draining;

    /** The number of this request, by which an answer to an earlier one is recognised. */
    private long number;

    private long begunAt;
    private long discarded;
    private long wholeAt;

    HttpConnection(HttpFront front) {
        this.front = front;
        wait(front.limits().requestTime());
    }

    /** When this connection will have been slow for too long, as {@link System#nanoTime}. */
    long deadline() {
        return deadline;
    }

    /** Ends this connection because its deadline has passed. */
    void overdue() {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            runOnEventLoop(ctx, () -> cutOff(ctx));
        }
    }

    /** Ends this connection once it is idle. */
    void drain() {
        draining = true;
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            runOnEventLoop(ctx, () -> {
                if (state == State.IDLE) {
                    ctx.close();
                }
            });
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        if (!(ctx.channel().remoteAddress() instanceof InetSocketAddress remote)) {
            ctx.close(); // the other end has already disconnected
            return;
        }
        Sender sender = Sender.of(remote.getAddress());
        underWay = new CurrentRequest(front, sender);
        Optional<HttpEvents.CloseReason> refusal = front.connections().admit(this, ctx.channel(), sender);
        if (refusal.isPresent()) {
            front.events().closedForLimit(refusal.get());
            ctx.close();
        } else {
            ctx.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (underWay != null) {
            underWay.end();
        }
        releaseWaiting();
    }

    @Override
    boolean isListening() {
        return state == State.IDLE || state == State.READING || state == State.DISCARDING;
    }

    @Override
    void handle(ChannelHandlerContext ctx, Object message) {
        try {
            boolean readable = true;
            if (message instanceof HttpRequest request && state == State.IDLE) {
                readable = begin(ctx, request);
            }
            if (readable && message instanceof HttpContent content) {
                take(ctx, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** Ends this connection and releases what it uses, for any failure including an Error. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        try {
            if (!(cause instanceof IOException) && !(cause instanceof DecoderException)) {
                front.events().failed("a connection failed", cause);
            }
        } finally {
            ctx.close();
        }
    }

    /**
     * Guards code that netty calls outside the pipeline, where it would log an exception and leave the connection open.
     */
    private void guarded(ChannelHandlerContext ctx, Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            exceptionCaught(ctx, e);
        }
    }

    private void runOnEventLoop(ChannelHandlerContext ctx, Runnable step) {
        try {
            ctx.executor().execute(() -> guarded(ctx, step));
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and its connections with it.
        }
    }

    /** Begins a request; whether its body can be read. */
    private boolean begin(ChannelHandlerContext ctx, HttpRequest request) {
        state = State.READING;
        number++;
        begunAt = System.nanoTime();
        wait(front.pace().toBody(0));
        discarded = 0;
        if (request.decoderResult().isFailure()) {
            underWay().beginUnreadable();
            refuse(ctx, RequestHead.whyUnreadable(request.decoderResult().cause()));
            return false;
        }
        Optional<Response> refusal = underWay().begin(request);
        if (refusal.isPresent()) {
            refuse(ctx, refusal.get());
        } else if (underWay().expectsContinue(request)) {
            ctx.writeAndFlush(ResponseWriter.continueResponse());
        }
        return true;
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
        if (content instanceof LastHttpContent end && !end.trailingHeaders().isEmpty()) {
            refuse(ctx, Refusals.ofRequest(400, "the request has trailer lines after its body, expected none"));
            return;
        }
        Optional<Response> refusal = underWay().take(content.content());
        if (refusal.isPresent()) {
            refuse(ctx, refusal.get());
        } else if (last) {
            work(ctx);
        } else {
            deadline = begunAt + front.pace().toBody(underWay().bodySize()).toNanos();
        }
    }

    private void work(ChannelHandlerContext ctx) {
        state = State.WORKING;
        wholeAt = System.nanoTime();
        wait(front.limits().workTime());
        CurrentRequest asking = underWay();
        RequestHead head = asking.head();
        Optional<Response> refusal = asking.holdWaiting(waitingBytes());
        if (refusal.isPresent()) {
            write(ctx, head, refusal.get(), false);
            return;
        }
        long asked = number;
        Optional<BodyBuffer> body = asking.handOver();
        if (body.isEmpty()) {
            Acquisition acquisition = front.get(head, asking.sender(), answer -> answered(ctx, head, asked, answer));
            if (acquisition != Acquisition.TAKEN) {
                asking.reportNoCapacity(HttpEvents.Resource.PAGES, acquisition);
                write(ctx, head, Refusals.busy(), head.keepAlive() && !draining);
            }
            return;
        }
        BodyBuffer whole = body.get();
        front.upload(head, whole.whole(), asking.sender(), answer -> {
            whole.held().release();
            answered(ctx, head, asked, answer);
        });
    }

    /** Called with the answer, on any thread. */
    private void answered(ChannelHandlerContext ctx, RequestHead request, long asked, Response answer) {
        Runnable writing = () -> {
            if (state == State.WORKING && number == asked) {
                write(ctx, request, answer, request.keepAlive() && !draining);
            }
        };
        if (ctx.executor().inEventLoop()) {
            guarded(ctx, writing);
        } else {
            runOnEventLoop(ctx, writing);
        }
    }

    /** Answers before the request is complete, or when its end cannot be found. */
    private void refuse(ChannelHandlerContext ctx, Response answer) {
        wholeAt = System.nanoTime();
        write(ctx, underWay().head(), answer, false);
    }

    private void write(ChannelHandlerContext ctx, RequestHead request, Response answer, boolean keepAlive) {
        boolean whole = state == State.WORKING;
        long cost = ResponseWriter.cost(answer);
        // A small last answer fits always: the bytes behind it are gone with it.
        boolean fits = underWay().reserveResponse(cost == 0 && !keepAlive ? 0 : cost + waitingBytes());
        state = State.WRITING;
        begunAt = System.nanoTime();
        wait(front.limits().requestTime());
        boolean keep = keepAlive && fits;
        ResponseWriter writer = new ResponseWriter(
                request,
                keep,
                sent -> deadline = begunAt + front.pace().toFile(sent).toNanos());
        // A refusal needs no shared memory, so it always fits.
        ChannelFuture written = writer.write(ctx, fits ? answer : Refusals.busy());
        written.addListener(done -> guarded(ctx, () -> {
            front.events().responded(request.method(), writer.status(), Duration.ofNanos(System.nanoTime() - wholeAt));
            written(ctx, done.isSuccess(), whole, keep);
        }));
    }

    private void written(ChannelHandlerContext ctx, boolean isOut, boolean whole, boolean keepAlive) {
        underWay().release();
        if (!isOut || (whole && (!keepAlive || draining))) {
            ctx.close();
        } else if (!whole) {
            state = State.DISCARDING;
            wait(DISCARD_TIME);
            readOn(ctx);
        } else {
            underWay().end();
            state = State.IDLE;
            wait(front.limits().idleTime());
            readOn(ctx);
        }
    }

    private void cutOff(ChannelHandlerContext ctx) {
        if (deadline - System.nanoTime() >= 0) {
            return;
        }
        switch (state) {
            case READING -> {
                front.events().closedForLimit(HttpEvents.CloseReason.SLOW_REQUEST);
                refuse(
                        ctx,
                        Refusals.of(
                                REQUEST_TIMEOUT.code(),
                                "too-slow",
                                "the request came too slowly, expected all of it within "
                                        + front.limits().requestTime().toSeconds() + " s and at "
                                        + MinimumTransferRate.BYTES_PER_SECOND + " bytes a second"));
            }
            case WORKING -> {
                front.events().closedForLimit(HttpEvents.CloseReason.SLOW_ANSWER);
                refuse(ctx, Refusals.later(503, "busy", "the answer took too long, expected it sooner", 60));
            }
            case WRITING -> {
                front.events().closedForLimit(HttpEvents.CloseReason.SLOW_READER);
                ctx.close();
            }
            case IDLE -> {
                front.events().closedForLimit(HttpEvents.CloseReason.IDLE);
                ctx.close();
            }
            case DISCARDING -> ctx.close();
        }
    }

    private CurrentRequest underWay() {
        CurrentRequest known = underWay;
        if (known == null) {
            throw new IllegalStateException("a request came before its connection");
        }
        return known;
    }

    private void wait(Duration patience) {
        deadline = System.nanoTime() + patience.toNanos();
    }
}
