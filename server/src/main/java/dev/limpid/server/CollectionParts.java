package dev.limpid.server;

import dev.limpid.server.configuration.ConfigRelease;
import dev.limpid.server.configuration.LoggedConfigs;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.Publisher;
import dev.limpid.server.sampling.CountedWeeks;
import dev.limpid.server.sampling.MeasuredWeeks;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.storage.AnswerStore;

/**
 * What one collection of a server is made of, open. {@link CollectionAssembler} opens it, and {@link HostedCollection} works with
 * it. Every part is safe for use by many threads but {@code publisher}, whose monitor its users hold.
 *
 * @param entrance the way in, with the configurations and the time it goes by; an upload node has the same
 * @param opened all of these that are to be closed
 */
record CollectionParts(
        CollectionSettings settings,
        CollectionLog log,
        AnswerStore store,
        LoggedConfigs configs,
        AnswerEntrance entrance,
        ConfigRelease release,
        PublishedFolder published,
        Publisher publisher,
        CountedWeeks counted,
        MeasuredWeeks measured,
        CollectionHealth health,
        OpenedParts opened) {}
