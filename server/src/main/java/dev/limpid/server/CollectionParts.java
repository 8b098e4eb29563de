package dev.limpid.server;

import dev.limpid.server.configuration.ConfigPublisher;
import dev.limpid.server.configuration.LoggedConfigs;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.Publisher;
import dev.limpid.server.runtime.ResourceStack;
import dev.limpid.server.sampling.ParticipationMeasurement;
import dev.limpid.server.sampling.SamplingTotals;
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
        ConfigPublisher release,
        PublishedFolder published,
        Publisher publisher,
        SamplingTotals counted,
        ParticipationMeasurement measured,
        CollectionHealth health,
        ResourceStack opened) {}
