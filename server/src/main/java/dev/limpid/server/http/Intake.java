package dev.limpid.server.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What takes the POSTs of one collection. Safe for use by many threads. */
public interface Intake {

    /** Whether POSTs to this path are taken at all; the path is relative to the collection's root. */
    boolean takes(String path);

    /**
     * Takes a whole upload. It must not block; the answer may come later, from another thread.
     *
     * @param upload what was sent
     * @param sender where it came from; not kept beyond what limits need
     */
    CompletionStage<Response> take(Upload upload, Sender sender);

    /** The answer to a sender who sends too much, or who may not send, before its body was read; or empty to let it pass. */
    Optional<Response> admit(UploadHead head, Sender sender);

    /** Who holds the memory of a body that was admitted: whom it came from, or the relay that stands for many. */
    default Sender holder(UploadHead head, Sender sender) {
        return sender;
    }
}
