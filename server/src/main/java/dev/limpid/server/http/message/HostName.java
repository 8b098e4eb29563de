package dev.limpid.server.http.message;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host in a {@code Host} line or in the authority of a target (RFC 9110, 7.2; RFC 3986, 3.2.2). */
final class HostName {

    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9a-fA-FvV:.]+\\]|(?:[0-9a-zA-Z._~!$&'()*+,;=-]|%[0-9a-fA-F]{2})*)(?::[0-9]{0,5})?");

    private HostName() {}

    /** The name in lower case, without a port and without the trailing dot; empty if it is not a host. */
    static Optional<String> parse(String authority) {
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        return Optional.of(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
    }
}
