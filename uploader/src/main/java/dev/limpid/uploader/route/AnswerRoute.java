package dev.limpid.uploader.route;

import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.protocol.question.Relays;
import java.util.List;
import java.util.Optional;

/**
 * The way that answers take. It follows from the relays that the collection names and from the user's choice. Senders
 * and the sentences for the user both follow it.
 */
public sealed interface AnswerRoute {

    /**
     * Without relays: the collection's server sees the address.
     *
     * @param byChoice whether the user chose this; otherwise the collection names no relay
     */
    record Direct(boolean byChoice) implements AnswerRoute {}

    /**
     * Through one of these relays.
     *
     * @param urls the addresses of the relays
     * @param key the server's key, to which answers are sealed
     * @param fallback whether answers are sent directly if no relay can be reached
     * @param chosenByUser whether the user named the relay; otherwise the collection did
     */
    record Through(List<String> urls, KeyConfig key, boolean fallback, boolean chosenByUser) implements AnswerRoute {
        public Through {
            urls = List.copyOf(urls);
        }
    }

    /** No way is usable: answers wait. */
    record Unavailable(String why) implements AnswerRoute {}

    /**
     * The relays that are asked for the log, which are those through which answers are sent. For the log, a relay that
     * the user chose needs no key.
     */
    static List<String> logRelays(RelayChoice choice, Optional<Relays> relays) {
        if (choice instanceof RelayChoice.Custom custom) {
            return List.of(custom.url());
        }
        return of(choice, relays) instanceof Through through ? through.urls() : List.of();
    }

    /** The way that follows from the choice and from the relays that the proven configurations name. */
    static AnswerRoute of(RelayChoice choice, Optional<Relays> relays) {
        if (choice instanceof RelayChoice.Direct) {
            return new Direct(true);
        }
        if (choice instanceof RelayChoice.Custom custom) {
            return relays.<AnswerRoute>map(known -> new Through(List.of(custom.url()), known.key(), false, true))
                    .orElseGet(() -> new Unavailable("the user chose the relay " + custom.url()
                            + ", and the collection names no key to which answers through relays could be sealed"));
        }
        boolean agreed = choice instanceof RelayChoice.Fallback;
        return relays.<AnswerRoute>map(known -> new Through(known.urls(), known.key(), agreed && known.direct(), false))
                .orElseGet(() -> new Direct(false));
    }
}
