package dev.limpid.server;

import dev.limpid.server.http.Mount;
import dev.limpid.server.storage.StoreBrokenException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a server runs for one collection: all of it, or only the intake. */
sealed interface CollectionRuntime permits HostedCollection, UploadNode {

    String name();

    URI url();

    Mount mount();

    /** Called once the server listens. */
    void setListenAddress(URI address);

    /** Why no answer can be accepted now, or empty if one can. */
    Optional<String> unready();

    CompletionStage<StoreBrokenException> broken();

    /** Does the regular maintenance that nobody has to ask for. */
    void runMaintenance() throws IOException;

    void close() throws IOException;
}
