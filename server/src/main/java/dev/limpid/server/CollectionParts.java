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
 * The open parts of one collection of a server. {@link CollectionAssembler} opens them, and {@link HostedCollection}
 * works with them. Every part is safe for use by many threads except {@code publisher}: its users hold its monitor.
 *
 * @param intake takes in answers, with the configurations and the time it uses; an upload node has the same
 * @param opened all parts that must be closed
 */
record CollectionParts(
        CollectionSettings settings,
        CollectionLog log,
        AnswerStore store,
        LoggedConfigs configs,
        CollectionIntake intake,
        ConfigRelease release,
        PublishedFolder published,
        Publisher publisher,
        CountedWeeks counted,
        MeasuredWeeks measured,
        CollectionHealth health,
        OpenedParts opened) {}
