package dev.limpid.uploader.route;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.config.StoredConfigs;
import dev.limpid.uploader.config.UntrustedConfigException;
import dev.limpid.uploader.config.proof.DishonestLogException;
import dev.limpid.uploader.config.source.LogSource;
import dev.limpid.uploader.config.source.LogSources;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The configuration from the collection's log: fetched through the proxy that this machine uses, and proven. */
public final class LogConfigSource implements PassConfigSource {

    private final ConfigStore store;

    /** A source of the configurations that this store can prove. */
    public LogConfigSource(ConfigStore store) {
        this.store = store;
    }

    /** The store of a home's collection; empty if this machine does not know where its log is. */
    public static Optional<ConfigStore> store(TelemetryHome home, Optional<CollectionIdentity> identity, Clock clock) {
        return identity.map(CollectionIdentity::configUrl)
                .filter(url -> !url.isEmpty())
                .map(url -> new ConfigStore(
                        home.config(),
                        identity.orElseThrow(),
                        clock,
                        known -> places(url, RelayChoice.read(home), known, Environment.ofProcess())));
    }

    /** Where the log is read: requests take the same way as answers. Several relays are asked in random order. */
    static List<LogSource> places(String url, RelayChoice choice, Optional<Relays> known, Environment environment) {
        List<String> relays = new ArrayList<>(AnswerRoute.logRelays(choice, known));
        Collections.shuffle(relays, new SecureRandom());
        boolean fallback = AnswerRoute.of(choice, known) instanceof AnswerRoute.Through through && through.fallback();
        return LogSources.of(environment).places(url, relays, fallback);
    }

    /** The addresses that will see this machine when it asks for its first configuration. */
    public static List<String> firstPlaces(
            TelemetryHome home, Optional<CollectionIdentity> identity, Environment environment) throws IOException {
        String url = identity.map(CollectionIdentity::configUrl).orElse("");
        List<String> relays = AnswerRoute.logRelays(RelayChoice.read(home), Optional.empty());
        return url.isEmpty() ? List.of() : LogSources.of(environment).addresses(url, relays);
    }

    @Override
    public Optional<ActiveQuestions> verified() throws IOException {
        return store.shown().map(StoredConfigs::questions);
    }

    @Override
    public ActiveQuestions refresh() throws IOException, UntrustedConfigException {
        try {
            store.refresh();
            return verified()
                    .orElseThrow(() -> new IOException("what was just proven and written can no longer be read"));
        } catch (DishonestLogException e) {
            throw new UntrustedConfigException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<String> distrust() throws IOException {
        return store.evidence().map(folder -> "the log contradicted itself; the evidence is in " + folder);
    }
}
