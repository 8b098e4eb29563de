package dev.limpid.uploader.run;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.question.QuestionsInUse;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.DishonestLogException;
import dev.limpid.uploader.config.LogSources;
import dev.limpid.uploader.config.ShownConfigs;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** The configuration out of the collection's log: fetched through whatever proxy this machine uses, and proven. */
public final class LogConfigSource implements ConfigSource {

    private final ConfigStore store;

    /** Configurations that this store could prove. */
    public LogConfigSource(ConfigStore store) {
        this.store = store;
    }

    /** The store of a home's collection; empty if nobody told this machine where its log is. */
    public static Optional<ConfigStore> store(TelemetryHome home, Optional<CollectionIdentity> identity, Clock clock) {
        return identity.filter(known -> !known.configUrl().isEmpty())
                .map(known -> new ConfigStore(
                        home.config(), known, clock, LogSources.of(known.configUrl(), Environment.ofProcess())));
    }

    @Override
    public Optional<QuestionsInUse> verified() throws IOException {
        return store.shown().map(ShownConfigs::questions);
    }

    @Override
    public QuestionsInUse refresh() throws IOException, UntrustedConfigException {
        try {
            store.refresh();
            return verified()
                    .orElseThrow(() -> new IOException("what was just proven and written cannot be read any more"));
        } catch (DishonestLogException e) {
            throw new UntrustedConfigException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<String> distrust() throws IOException {
        return store.evidence().map(folder -> "the log contradicted itself; the evidence is in " + folder);
    }
}
