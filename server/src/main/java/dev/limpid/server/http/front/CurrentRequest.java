package dev.limpid.server.http.front;

import static io.netty.handler.codec.http.HttpResponseStatus.EXPECTATION_FAILED;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;

import dev.limpid.server.http.HttpEvents;
import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.limit.FairShareBudget.Acquisition;
import dev.limpid.server.http.limit.MemoryReservation;
import dev.limpid.server.http.message.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The current request of a connection: its sender, whether it may continue, and its part of the shared memory. Used by
 * the connection's event loop only; a {@link BodyBuffer} that was handed over belongs to its receiver.
 */
final class CurrentRequest {

    private final HttpFront front;
    private final Sender peer;

    private RequestHead head = RequestHead.unreadable();
    /** Behind a proxy: the sender that the request is counted for. */
    private @Nullable Sender counted;

    private @Nullable BodyBuffer body;
    private @Nullable MemoryReservation answer;

    /** @param peer the other end of the connection */
    CurrentRequest(HttpFront front, Sender peer) {
        this.front = front;
        this.peer = peer;
    }

    /** Its first line and headers. */
    RequestHead head() {
        return head;
    }

    /** The sender of the request. */
    Sender sender() {
        Sender known = counted;
        return known == null ? peer : known;
    }

    /** Begins a request whose head cannot be read. */
    void beginUnreadable() {
        head = RequestHead.unreadable();
    }

    /** Begins a request; returns a refusal if it must not continue. */
    Optional<Response> begin(HttpRequest request) {
        RequestHead.Read read = RequestHead.of(request, front.mounts());
        head = read.head();
        if (read.isMisdirected()) {
            front.events().misdirected();
        }
        if (read.refusal().isPresent()) {
            return read.refusal();
        }
        Sender sender = front.senderOf(head, peer);
        if (!front.connections().begin(sender)) {
            reportNoCapacity(HttpEvents.Resource.REQUESTS, Acquisition.OVER_SHARE);
            return Optional.of(Refusals.busy());
        }
        counted = sender;
        return head.isUpload() ? beginUpload(request, sender) : Optional.empty();
    }

    private Optional<Response> beginUpload(HttpRequest request, Sender sender) {
        Optional<Response> refusal =
                head.mount().intake().flatMap(uploadHandler -> uploadHandler.admit(head.uploadHead(), sender));
        if (refusal.isPresent()) {
            return refusal;
        }
        long length = HttpUtil.getContentLength(request, -1L);
        int limit = front.limits().bodyBytes();
        if (length > limit) {
            return Optional.of(tooLong(length + " bytes"));
        }
        if (length < 0 && !HttpUtil.isTransferEncodingChunked(request)) {
            return Optional.of(Refusals.ofRequest(411, "the request has no Content-Length, expected one"));
        }
        if (expectsUnknown(request)) {
            return Optional.of(Response.text(
                    EXPECTATION_FAILED.code(), "the request expects something unknown, expected at most 100-continue"));
        }
        Sender holder = head.mount()
                .intake()
                .map(uploadHandler -> uploadHandler.holder(head.uploadHead(), sender))
                .orElse(sender);
        body = new BodyBuffer(new MemoryReservation(front.memory(), holder), length >= 0 ? (int) length : limit);
        return Optional.empty();
    }

    private static boolean expectsUnknown(HttpRequest request) {
        return !HttpUtil.is100ContinueExpected(request)
                && request.headers().contains("Expect")
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    /** Whether its sender waits for permission to send the body. */
    boolean expectsContinue(HttpRequest request) {
        return body != null && HttpUtil.is100ContinueExpected(request);
    }

    /** Adds bytes of the body; returns a refusal if they are not allowed. */
    Optional<Response> take(ByteBuf arrived) {
        BodyBuffer sink = body;
        if (sink == null) {
            return arrived.isReadable()
                    ? Optional.of(Refusals.ofRequest(400, "the request has a body, expected none with this method"))
                    : Optional.empty();
        }
        BodyBuffer.Adding adding = sink.add(arrived);
        return switch (adding) {
            case ADDED -> Optional.empty();
            case TOO_LONG -> Optional.of(tooLong("more than " + front.limits().bodyBytes() + " bytes"));
            case OVER_SHARE, FULL -> {
                reportNoCapacity(
                        HttpEvents.Resource.MEMORY,
                        adding == BodyBuffer.Adding.FULL ? Acquisition.FULL : Acquisition.OVER_SHARE);
                yield Optional.of(Refusals.busy());
            }
        };
    }

    private Response tooLong(String found) {
        return Refusals.of(
                REQUEST_ENTITY_TOO_LARGE.code(),
                "body-too-large",
                "the body is " + found + " long, expected at most "
                        + front.limits().bodyBytes() + " bytes");
    }

    /** How many bytes of the body have arrived. */
    int bodySize() {
        return body == null ? 0 : body.size();
    }

    /**
     * Hands over the complete body and its reserved memory, which the receiver must release. Empty if there is none.
     */
    Optional<BodyBuffer> handOver() {
        Optional<BodyBuffer> whole = Optional.ofNullable(body);
        body = null;
        return whole;
    }

    /**
     * Reserves memory for what waits behind the request, until the request's memory is released; returns a refusal if
     * there is not enough.
     */
    Optional<Response> holdWaiting(int bytes) {
        return bytes == 0 || hold(bytes) ? Optional.empty() : Optional.of(Refusals.busy());
    }

    /** Releases the request's memory and reserves memory for its answer; returns whether there was enough. */
    boolean reserveResponse(long bytes) {
        release();
        return hold(bytes);
    }

    private boolean hold(long bytes) {
        MemoryReservation room = new MemoryReservation(front.memory(), sender());
        Acquisition acquisition = room.more(bytes);
        if (acquisition != Acquisition.TAKEN) {
            reportNoCapacity(HttpEvents.Resource.MEMORY, acquisition);
        }
        answer = room;
        return acquisition == Acquisition.TAKEN;
    }

    void reportNoCapacity(HttpEvents.Resource resource, Acquisition acquisition) {
        front.events().rejectedForCapacity(resource, acquisition == Acquisition.OVER_SHARE);
    }

    /** Releases its memory. */
    void release() {
        BodyBuffer sink = body;
        if (sink != null) {
            sink.held().release();
        }
        body = null;
        MemoryReservation room = answer;
        if (room != null) {
            room.release();
        }
        answer = null;
    }

    /** Ends it: releases its memory, and no longer counts it. */
    void end() {
        release();
        Sender known = counted;
        if (known != null) {
            front.connections().end(known);
        }
        counted = null;
        head = RequestHead.unreadable();
    }
}
