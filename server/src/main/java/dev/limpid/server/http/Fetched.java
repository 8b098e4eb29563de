package dev.limpid.server.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What answers some GETs with what lies elsewhere and may come later. Safe for use by many threads. */
public interface Fetched {

    /**
     * The answer to a GET, or empty if this is not for it. It must not block.
     *
     * @param via through whom the request came, as they say of themselves; empty if nobody says it
     * @param sender who asks; not kept beyond what limits need
     */
    Optional<CompletionStage<Response>> get(Request request, Optional<String> via, Sender sender);
}
