package dev.limpid.server.http;

import dev.limpid.tlog.Sha256;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a request came from: the network, which is the first 24 bits of an IPv4 address or the first 48 of an IPv6
 * address, and the address in it; for IPv6, the 64 bits that one subscriber has. It exists only while a request is
 * handled. It is never stored, logged or used as a metric, and its text is constant, so that no address slips into a
 * message.
 */
public final class Sender {

    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 6;
    /** Larger than any prefix with its length in front. */
    private static final long NAMED = 0x7fL << 56;

    private final long prefix;
    private final long address;
    private final Optional<String> relay;

    private Sender(long prefix, long address) {
        this(prefix, address, Optional.empty());
    }

    private Sender(long prefix, long address, Optional<String> relay) {
        this.prefix = prefix;
        this.address = address;
        this.relay = relay;
    }

    /** The sender of this address. */
    public static Sender of(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean four = address instanceof Inet4Address;
        int length = four ? IPV4_BYTES : IPV6_BYTES;
        long prefix = length;
        for (int i = 0; i < length; i++) {
            prefix = prefix << Byte.SIZE | (bytes[i] & 0xff);
        }
        ByteBuffer all = ByteBuffer.wrap(bytes);
        return new Sender(prefix, four ? all.getInt() : all.getLong());
    }

    /** The sender that a trusted proxy identifies by a name instead of an address (RFC 7239, 6.3). */
    public static Sender named(String identifier) {
        long hash = ByteBuffer.wrap(Sha256.digest().digest(identifier.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return new Sender(NAMED | hash >>> Byte.SIZE, hash);
    }

    /** A sender that only the relay of this name knows. */
    public static Sender through(String relay) {
        return new Sender(NAMED, named(relay).address, Optional.of(relay));
    }

    /** The relay that the request came through, if it did; then the sender's network is unknown. */
    public Optional<String> relay() {
        return relay;
    }

    /** The prefix as a number, for hashing with a secret that is thrown away. */
    public long prefix() {
        return prefix;
    }

    /** The larger network that contains its network, as a number like {@link #prefix}: 16 bits of IPv4, 32 of IPv6. */
    public long widerPrefix() {
        if (prefix >>> (IPV4_BYTES * Byte.SIZE) == IPV4_BYTES) {
            return prefix >>> Byte.SIZE;
        }
        return prefix >>> (IPV6_BYTES * Byte.SIZE) == IPV6_BYTES ? prefix >>> (2 * Byte.SIZE) : prefix;
    }

    /** Whether it is the same address, not only the same network. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Sender sender && sender.prefix == prefix && sender.address == address;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(prefix) * 31 + Long.hashCode(address);
    }

    @Override
    public String toString() {
        return "Sender";
    }
}
