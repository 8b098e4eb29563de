package dev.limpid.server.oblivious;

import java.util.List;

/**
 * How a collection takes answers through relays.
 *
 * @param urls the relays that its configurations name; none on a node that only takes answers
 * @param direct whether answers may go directly where no relay can be reached and the user agreed
 * @param accounts which relays may bring messages
 */
public record Relaying(List<String> urls, boolean direct, List<RelayAccount> accounts) {
    public Relaying {
        urls = List.copyOf(urls);
        accounts = List.copyOf(accounts);
    }
}
