package dev.limpid.server;

import dev.limpid.server.publish.AnswerSink;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.Publisher;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.segment.ReadOnlyStore;
import java.io.IOException;
import java.time.LocalDate;

/** Lists a week's distinct answers for an operator. It only reads, so a server can run at the same time. */
public final class AnswerListing {

    private AnswerListing() {}

    /**
     * Lists the answers in the order of their bytes: the accepted ones, or the published ones if the collection has a
     * gate.
     */
    public static void show(CollectionSettings config, LocalDate week, AnswerSink sink) throws IOException {
        PublishedFolder published = new PublishedFolder(config.folder().resolve("published"), config.name());
        try (AnswerStore store = config.objectStore().isPresent()
                ? config.objectStore().get().open()
                : new ReadOnlyStore(config.folder().resolve("answers"))) {
            Publisher.show(published, store, config.publishing(), week, sink);
        }
    }
}
