package dev.limpid.server.http.message;

import dev.limpid.server.http.HttpEvents;
import dev.limpid.server.http.Sender;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The client that trusted proxies name in {@code X-Forwarded-For}: the entry that the outermost of them wrote. Proxies
 * write addresses in many forms: with a port, in brackets, in quotes, with a zone, as IPv4 mapped into IPv6, or as a
 * name that begins with {@code _} (RFC 7239, 6).
 *
 * @param sender the client, if the entry can be read
 * @param unreadable otherwise, why not
 */
public record ForwardedFor(Optional<Sender> sender, Optional<HttpEvents.Unreadable> unreadable) {

    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)\\](?::[0-9a-zA-Z._-]{1,40})?");
    private static final Pattern FOUR_WITH_PORT = Pattern.compile("([0-9.]+):[0-9a-zA-Z._-]{1,40}");
    private static final Pattern NAMED = Pattern.compile("(_[0-9a-zA-Z._-]{1,200})(?::[0-9a-zA-Z._-]{1,40})?");

    static ForwardedFor read(@Nullable String header, int trustedProxies) {
        List<String> hops = new ArrayList<>();
        for (String hop : (header == null ? "" : header).split(",", -1)) {
            if (!hop.isBlank()) { // RFC 9110, 5.6.1: empty elements of a list do not count
                hops.add(hop.strip());
            }
        }
        return hops.size() < trustedProxies
                ? unreadable(HttpEvents.Unreadable.MISSING)
                : one(unquoted(hops.get(hops.size() - trustedProxies)));
    }

    private static ForwardedFor one(String hop) {
        Matcher named = NAMED.matcher(hop);
        if (named.matches()) {
            return new ForwardedFor(Optional.of(Sender.named(named.group(1))), Optional.empty());
        }
        if (hop.toLowerCase(Locale.ROOT).matches("unknown(:.*)?")) {
            return unreadable(HttpEvents.Unreadable.UNKNOWN);
        }
        return address(hop)
                .map(address -> new ForwardedFor(Optional.of(Sender.of(address)), Optional.empty()))
                .orElse(unreadable(HttpEvents.Unreadable.MALFORMED));
    }

    private static Optional<InetAddress> address(String hop) {
        Matcher bracketed = BRACKETED.matcher(hop);
        Matcher four = FOUR_WITH_PORT.matcher(hop);
        String text = bracketed.matches() ? bracketed.group(1) : four.matches() ? four.group(1) : hop;
        int zone = text.indexOf('%');
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(zone < 0 ? text : text.substring(0, zone));
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByAddress(bytes)); // turns IPv4 mapped into IPv6 back into IPv4
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen bytes are an address", e);
        }
    }

    private static String unquoted(String hop) {
        boolean quoted = hop.length() > 1 && hop.startsWith("\"") && hop.endsWith("\"");
        return quoted ? hop.substring(1, hop.length() - 1).strip() : hop;
    }

    private static ForwardedFor unreadable(HttpEvents.Unreadable why) {
        return new ForwardedFor(Optional.empty(), Optional.of(why));
    }
}
