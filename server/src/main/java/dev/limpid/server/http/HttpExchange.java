package dev.limpid.server.http;

import static io.netty.handler.codec.http.HttpResponseStatus.EXPECTATION_FAILED;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_TIMEOUT;

import dev.limpid.server.http.SharedAmount.Taking;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One connection, one request at a time: while a request is worked on or answered nothing further is read, so that a
 * sender can never pile up work. Whatever goes wrong here ends the connection, and every state has a deadline. Used by
 * the connection's event loop only, but for {@link #deadline}, {@link #overdue} and {@link #drain}, which any thread may call:
 * {@link #deadline} and {@link #draining} are volatile, and {@link #context} is set before others learn of the connection.
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
    private @Nullable Sender peer;
    private State state = State.IDLE;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private volatile long deadline;
    private volatile boolean draining;

    private @Nullable RequestHead head;
    /** Behind a proxy: for whom the request under way is counted. */
    private @Nullable Sender counted;

    private @Nullable Body body;
    private @Nullable Held held;
    /** Tells the answer to this request from one that comes after its time. */
    private long number;

    private long begunAt;
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
            soon(ctx, () -> cutOff(ctx));
        }
    }

    /** Ends this connection once it is idle. */
    void drain() {
        draining = true;
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            soon(ctx, () -> {
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
            ctx.close(); // it is gone already
            return;
        }
        Sender sender = Sender.of(remote.getAddress());
        peer = sender;
        Optional<HttpEvents.CutOff> refusal = front.connections().admit(this, ctx.channel(), sender);
        if (refusal.isPresent()) {
            front.events().cutOff(refusal.get());
            ctx.close();
        } else {
            ctx.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        endRequest();
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

    /** Whatever it is, an Error too: this connection ends, and gives back what it holds. */
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

    /** For what netty calls outside of the pipeline, where it would log an exception and leave the connection alone. */
    private void guarded(ChannelHandlerContext ctx, Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            exceptionCaught(ctx, e);
        }
    }

    private void soon(ChannelHandlerContext ctx, Runnable step) {
        try {
            ctx.executor().execute(() -> guarded(ctx, step));
        } catch (RejectedExecutionException e) {
            // The event loop has ended and its connections with it.
        }
    }

    /** Whether what follows can be understood. */
    private boolean begin(ChannelHandlerContext ctx, HttpRequest request) {
        state = State.READING;
        number++;
        begunAt = System.nanoTime();
        wait(front.pace().toBody(0));
        discarded = 0;
        if (request.decoderResult().isFailure()) {
            head = RequestHead.unreadable();
            refuse(ctx, RequestHead.whyUnreadable(request.decoderResult().cause()));
            return false;
        }
        RequestHead.Read read = RequestHead.of(request, front.mounts());
        head = read.head();
        if (read.isMisdirected()) {
            front.events().misdirected();
        }
        if (read.refusal().isPresent()) {
            refuse(ctx, read.refusal().get());
            return true;
        }
        Sender sender = front.senderOf(read.head(), peer());
        if (!front.connections().begin(sender)) {
            noRoom(HttpEvents.Room.REQUESTS, Taking.OVER_SHARE);
            refuse(ctx, Refusals.busy());
            return true;
        }
        counted = sender;
        if (read.head().isUpload()) {
            beginUpload(ctx, request, read.head(), sender);
        }
        return true;
    }

    private void beginUpload(ChannelHandlerContext ctx, HttpRequest request, RequestHead upload, Sender sender) {
        Optional<Response> refusal =
                upload.mount().intake().flatMap(intake -> intake.admit(upload.uploadHead(), sender));
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
        if (length < 0 && !HttpUtil.isTransferEncodingChunked(request)) {
            refuse(ctx, Refusals.ofRequest(411, "the request has no Content-Length, expected one"));
            return;
        }
        Sender holder = upload.mount()
                .intake()
                .map(intake -> intake.holder(upload.uploadHead(), sender))
                .orElse(sender);
        body = new Body(new Held(front.memory(), holder), length >= 0 ? (int) length : limit);
        if (HttpUtil.is100ContinueExpected(request)) {
            ctx.writeAndFlush(ResponseWriter.goOn());
        } else if (request.headers().contains("Expect")
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            refuse(
                    ctx,
                    Response.text(
                            EXPECTATION_FAILED.code(),
                            "the request expects something unknown, expected at most 100-continue"));
        }
    }

    private Response tooLong(String found) {
        return Refusals.of(
                REQUEST_ENTITY_TOO_LARGE.code(),
                "body-too-large",
                "the body is " + found + " long, expected at most "
                        + front.limits().bodyBytes() + " bytes");
    }

    private void noRoom(HttpEvents.Room room, Taking taking) {
        front.events().noRoom(room, taking == Taking.OVER_SHARE);
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
            refuse(ctx, Refusals.ofRequest(400, "the request has lines behind its body, expected none"));
            return;
        }
        Body sink = body;
        if (sink == null && content.content().isReadable()) {
            refuse(ctx, Refusals.ofRequest(400, "the request has a body, expected none with this method"));
        } else if (sink == null || add(ctx, sink, content)) {
            if (last) {
                work(ctx);
            }
        }
    }

    private boolean add(ChannelHandlerContext ctx, Body sink, HttpContent content) {
        Body.Adding adding = sink.add(content.content());
        switch (adding) {
            case ADDED -> deadline = begunAt + front.pace().toBody(sink.size()).toNanos();
            case TOO_LONG -> refuse(ctx, tooLong("more than " + front.limits().bodyBytes() + " bytes"));
            case OVER_SHARE, FULL -> {
                noRoom(HttpEvents.Room.MEMORY, adding == Body.Adding.FULL ? Taking.FULL : Taking.OVER_SHARE);
                refuse(ctx, Refusals.busy());
            }
        }
        return adding == Body.Adding.ADDED;
    }

    private void work(ChannelHandlerContext ctx) {
        state = State.WORKING;
        wholeAt = System.nanoTime();
        wait(front.limits().workTime());
        RequestHead request = head;
        if (request == null) {
            throw new IllegalStateException("a body came before its request");
        }
        long asked = number;
        Body sink = body;
        body = null;
        if (sink == null) {
            Taking taking = front.get(request, sender(), answer -> answered(ctx, request, asked, answer));
            if (taking != Taking.TAKEN) {
                noRoom(HttpEvents.Room.PAGES, taking);
                write(ctx, request, Refusals.busy(), request.keepAlive() && !draining);
            }
            return;
        }
        front.upload(request, sink.whole(), sender(), answer -> {
            sink.held().release();
            answered(ctx, request, asked, answer);
        });
    }

    /** Called by whoever has the answer, on any thread. */
    private void answered(ChannelHandlerContext ctx, RequestHead request, long asked, Response answer) {
        Runnable writing = () -> {
            if (state == State.WORKING && number == asked) {
                write(ctx, request, answer, request.keepAlive() && !draining);
            }
        };
        if (ctx.executor().inEventLoop()) {
            guarded(ctx, writing);
        } else {
            soon(ctx, writing);
        }
    }

    /** Answers before the request is whole, or without a way to find its end. */
    private void refuse(ChannelHandlerContext ctx, Response answer) {
        wholeAt = System.nanoTime();
        RequestHead request = head;
        write(ctx, request == null ? RequestHead.unreadable() : request, answer, false);
    }

    private void write(ChannelHandlerContext ctx, RequestHead request, Response answer, boolean keepAlive) {
        boolean whole = state == State.WORKING;
        release();
        Held room = new Held(front.memory(), sender());
        Taking taking = room.more(ResponseWriter.cost(answer));
        if (taking != Taking.TAKEN) {
            noRoom(HttpEvents.Room.MEMORY, taking);
        }
        held = room;
        state = State.WRITING;
        begunAt = System.nanoTime();
        wait(front.limits().requestTime());
        boolean keep = keepAlive && taking == Taking.TAKEN;
        ResponseWriter writer = new ResponseWriter(
                request,
                keep,
                sent -> deadline = begunAt + front.pace().toFile(sent).toNanos());
        // A refusal costs nothing, so it always fits.
        ChannelFuture written = writer.write(ctx, taking == Taking.TAKEN ? answer : Refusals.busy());
        written.addListener(done -> guarded(ctx, () -> {
            front.events().answered(request.method(), writer.status(), Duration.ofNanos(System.nanoTime() - wholeAt));
            written(ctx, done.isSuccess(), whole, keep);
        }));
    }

    private void written(ChannelHandlerContext ctx, boolean isOut, boolean whole, boolean keepAlive) {
        release();
        if (!isOut || (whole && (!keepAlive || draining))) {
            ctx.close();
        } else if (!whole) {
            state = State.DISCARDING;
            wait(DISCARD_TIME);
            listen(ctx);
        } else {
            endRequest();
            state = State.IDLE;
            wait(front.limits().idleTime());
            listen(ctx);
        }
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
                                "the request came too slowly, expected it whole within "
                                        + front.limits().requestTime().toSeconds() + " s and at "
                                        + Pace.BYTES_PER_SECOND + " bytes a second"));
            }
            case WORKING -> {
                front.events().cutOff(HttpEvents.CutOff.SLOW_ANSWER);
                refuse(ctx, Refusals.later(503, "busy", "the answer took too long, expected one sooner", 60));
            }
            case WRITING -> {
                front.events().cutOff(HttpEvents.CutOff.SLOW_READER);
                ctx.close();
            }
            case IDLE -> {
                front.events().cutOff(HttpEvents.CutOff.IDLE);
                ctx.close();
            }
            case DISCARDING -> ctx.close();
        }
    }

    private Sender peer() {
        Sender known = peer;
        if (known == null) {
            throw new IllegalStateException("a request came before its connection");
        }
        return known;
    }

    private Sender sender() {
        Sender known = counted;
        return known == null ? peer() : known;
    }

    private void endRequest() {
        release();
        Sender known = counted;
        if (known != null) {
            front.connections().end(known);
        }
        counted = null;
        head = null;
    }

    private void release() {
        Body sink = body;
        if (sink != null) {
            sink.held().release();
        }
        body = null;
        Held room = held;
        if (room != null) {
            room.release();
        }
        held = null;
    }

    private void wait(Duration patience) {
        deadline = System.nanoTime() + patience.toNanos();
    }
}
