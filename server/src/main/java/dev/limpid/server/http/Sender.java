package dev.limpid.server.http;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * The network that a request came from: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address. It
 * exists while a request is admitted and is neither stored nor logged nor counted by; it has no text of its own, so
 * that none slips into a message.
 */
public final class Sender {

    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 6;

    private final long prefix;

    private Sender(long prefix) {
        this.prefix = prefix;
    }

    /** The sender of this address. */
    public static Sender of(InetAddress address) {
        byte[] bytes = address.getAddress();
        int length = address instanceof Inet4Address ? IPV4_BYTES : IPV6_BYTES;
        long prefix = length;
        for (int i = 0; i < length; i++) {
            prefix = prefix << Byte.SIZE | (bytes[i] & 0xff);
        }
        return new Sender(prefix);
    }

    /** The prefix as a number, for hashing with a secret that is thrown away. */
    public long prefix() {
        return prefix;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sender sender && sender.prefix == prefix;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(prefix);
    }

    @Override
    public String toString() {
        return "Sender";
    }
}
