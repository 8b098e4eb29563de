package dev.limpid.server.relay;

import dev.limpid.protocol.oblivious.MediaTypes;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Forwards messages to one gateway over pooled connections. Safe for use by many threads. */
final class Forwarder implements AutoCloseable {

    private static final int LONGEST_REPLY = 16 << 10;

    /** How long a gateway may take from a message to the last byte of its reply. */
    static final Duration WHOLE_REPLY = Duration.ofSeconds(30);

    private final RelaySettings.Destination to;
    private final String path;
    private final ConnectionPool connections;

    Forwarder(RelaySettings.Destination to, EventLoopGroup loops) throws IOException {
        this(to, loops, InetAddress::getAllByName, WHOLE_REPLY);
    }

    Forwarder(RelaySettings.Destination to, EventLoopGroup loops, NameLookup.Names names, Duration wholeReply)
            throws IOException {
        this.to = to;
        this.connections =
                new ConnectionPool(to.url(), loops, names, to.connections(), to.waiting(), LONGEST_REPLY, wholeReply);
        String given = to.url().getRawPath().isEmpty() ? "/" : to.url().getRawPath();
        this.path = given.length() > 1 && given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    }

    /** How many messages are being sent or wait. */
    int underWay() {
        return connections.inFlight();
    }

    /** Whether no further message can wait. */
    boolean isFull() {
        return connections.isFull();
    }

    /** Forwards a message; the stage fails if the gateway cannot be reached or has no room. */
    CompletionStage<Reply> forward(byte[] message) {
        return connections.send(() -> request(message));
    }

    /** A new request, which contains nothing of the received one except the message. */
    private FullHttpRequest request(byte[] message) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, path, Unpooled.wrappedBuffer(message));
        request.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, MediaTypes.REQUEST)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, message.length);
        to.secret().ifPresent(secret -> request.headers().set(HttpHeaderNames.AUTHORIZATION, "Bearer " + secret));
        return request;
    }

    @Override
    public void close() {
        connections.close();
    }
}
