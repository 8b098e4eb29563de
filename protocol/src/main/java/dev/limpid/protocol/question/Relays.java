package dev.limpid.protocol.question;

import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.protocol.text.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The relays that forward answers to the collection's server, and the key to which answers are sealed. A relay sees an
 * answer's origin but not its content; the server sees its content but not its origin.
 *
 * @param key the server's public key; a client uses only keys from a logged configuration
 * @param urls the URLs at which the relays take answers; a client picks one at random
 * @param direct whether an answer may be sent directly if no relay can be reached and the user agreed to that, too
 */
public record Relays(KeyConfig key, List<String> urls, boolean direct) {

    /** The most relays. */
    public static final int MOST = 16;

    private static final Pattern URL = Pattern.compile("https?://[!-~&&[^#?\"\\\\<>]]{1,250}");

    public Relays {
        urls = List.copyOf(urls);
        if (urls.isEmpty() || urls.size() > MOST) {
            throw new IllegalArgumentException("there are " + urls.size() + " relays, expected 1 to " + MOST);
        }
        Set<String> seen = new HashSet<>();
        for (String url : urls) {
            if (!isUrl(url)) {
                throw new IllegalArgumentException("a relay is " + Quoted.of(url)
                        + ", expected an address like https://relay.example.net/telemetry.example.org");
            }
            if (!seen.add(url)) {
                throw new IllegalArgumentException("the relay " + url + " is named twice, expected once");
            }
        }
    }

    /**
     * Whether a text can be a relay's URL: with a host and, if given, a valid port, and without user name and password.
     */
    public static boolean isUrl(String text) {
        try {
            URI url = URL.matcher(text).matches() ? new URI(text) : null;
            return url != null
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getPort() != 0
                    && url.getPort() <= 65_535;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
