package dev.limpid.server.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Handles the POSTs of one collection. Safe for use by many threads. */
public interface UploadHandler {

    /** Whether this path accepts POSTs; the path is relative to the collection's root. */
    boolean takes(String path);

    /**
     * Handles a complete upload. It must not block; the answer may come later, from another thread.
     *
     * @param upload what was sent
     * @param sender where it came from; kept only as long as limits need it
     */
    CompletionStage<Response> take(Upload upload, Sender sender);

    /**
     * Decides before the body is read: the refusal for a sender that sends too much or may not send, or empty to accept
     * it.
     */
    Optional<Response> admit(UploadHead head, Sender sender);

    /** Who is charged for the memory of an admitted body: its sender, or the relay that forwards for many. */
    default Sender holder(UploadHead head, Sender sender) {
        return sender;
    }
}
