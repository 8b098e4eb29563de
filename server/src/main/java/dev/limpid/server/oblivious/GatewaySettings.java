package dev.limpid.server.oblivious;

import java.util.List;

/**
 * How a collection accepts answers through relays.
 *
 * @param urls the relays that its configurations name; none on a node that only accepts answers
 * @param direct whether answers may be sent directly if no relay can be reached and the user agreed
 * @param accounts the relays that may send messages
 */
public record GatewaySettings(List<String> urls, boolean direct, List<RelayAccount> accounts) {
    public GatewaySettings {
        urls = List.copyOf(urls);
        accounts = List.copyOf(accounts);
    }
}
