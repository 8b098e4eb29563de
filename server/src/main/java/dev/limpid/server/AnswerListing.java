package dev.limpid.server;

import dev.limpid.server.publish.AnswerSink;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.Publisher;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.ReadOnlyStore;
import java.io.IOException;
import java.time.LocalDate;

/** A week's distinct answers, for an operator to look at. It reads only, so a server may be running meanwhile. */
public final class AnswerListing {

    private AnswerListing() {}

    /** Shows them, ordered by their bytes: those that were accepted, or, behind a gate, those that are published. */
    public static void show(CollectionSettings config, LocalDate week, AnswerSink sink) throws IOException {
        PublishedFolder published = new PublishedFolder(config.folder().resolve("published"), config.name());
        try (AnswerStore store = config.objectStore().isPresent()
                ? config.objectStore().get().open()
                : new ReadOnlyStore(config.folder().resolve("answers"))) {
            Publisher.show(published, store, config.publishing(), week, sink);
        }
    }
}
