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
 * Who carries answers to the collection's server, and the key that they are sealed to. A relay sees where an answer comes
 * from and not what it says, the server the other way round.
 *
 * @param key the server's public key; a client uses no other than one of a logged configuration
 * @param urls where the relays take answers; a client takes one of them at random
 * @param direct whether an answer may go directly where no relay can be reached, if the machine's user agreed to that too
 */
public record Relays(KeyConfig key, List<String> urls, boolean direct) {

    /** More serve nobody. */
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

    /** Whether a text can be a relay's address: one with a host and a port that there is, and without a name and password. */
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
