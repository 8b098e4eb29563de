package dev.limpid.server.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Answers GETs with what another server has; the answer may come later. Safe for use by many threads. */
public interface AsyncResource {

    /**
     * The answer to a GET, or empty if another resource must answer it. It must not block.
     *
     * @param via the intermediaries that the request names in its {@code Via} header; empty if it names none
     * @param sender where the request came from; kept only as long as limits need it
     */
    Optional<CompletionStage<Response>> get(Request request, Optional<String> via, Sender sender);
}
