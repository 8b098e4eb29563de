package dev.limpid.server;

import dev.limpid.protocol.config.Participation;
import dev.limpid.server.file.InputFile;
import dev.limpid.server.file.ProcessLock;
import dev.limpid.server.http.Mount;
import dev.limpid.server.ops.OperationsResource;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.StoreBrokenException;
import dev.limpid.server.upstream.FollowedLog;
import dev.limpid.server.upstream.LogAddress;
import dev.limpid.server.upstream.UpstreamLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that takes answers into the object store that it shares with the owner of the log, and knows the configurations
 * from there. It has no log, publishes nothing and serves no pages. Safe for use by many threads.
 *
 * <pre>
 * followed/    what was proven of the log
 * symbols/     lists of published methods, the same as the owner's
 * oblivious/   the private keys of the gateway, the same as the owner's
 * flood-notes.json
 * clock.txt    the time by which regular work goes
 * lock         held by the process that runs the node
 * </pre>
 */
final class IntakeNode implements CollectionRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeNode.class);

    private final CollectionSettings config;
    private final AnswerStore store;
    private final AnswerEntrance entrance;
    private final OpenedParts opened;

    private IntakeNode(CollectionSettings config, AnswerStore store, AnswerEntrance entrance, OpenedParts opened) {
        this.config = config;
        this.store = store;
        this.entrance = entrance;
        this.opened = opened;
    }

    /**
     * @throws IOException also if another process uses the folder, or the log cannot be reached and nothing of it was
     *     ever proven here
     */
    static IntakeNode open(CollectionSettings config, UpstreamLog upstream, ServerContext context) throws IOException {
        OpenedParts opened = new OpenedParts();
        try {
            Path folder = Files.createDirectories(config.folder());
            opened.add(ProcessLock.acquire(folder.resolve("lock"), "this node's folder")::close);
            FollowedLog followed = FollowedLog.open(
                    config.name(),
                    new LogAddress(upstream.log()),
                    InputFile.text(upstream.policy()),
                    folder.resolve("followed"),
                    context.clock(),
                    System::nanoTime);
            AnswerStore store = config.objectStore()
                    .orElseThrow(() -> new IOException(
                            config.name() + " follows a log and has no store-bucket, expected the owner's"))
                    .open();
            opened.add(store::close);
            TrustedTime time = new TrustedTime(folder.resolve(TrustedTime.FILE), context.clock(), Optional.empty());
            AnswerEntrance entrance = AnswerEntrance.open(config, followed, store, Set.of(), time, context);
            IntakeNode node = new IntakeNode(config, store, entrance, opened);
            node.begin(followed);
            return node;
        } catch (IOException | RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    private void begin(FollowedLog followed) throws IOException {
        entrance.configurations().startWith(followed.known());
        try {
            entrance.configurations().published();
        } catch (IOException e) {
            if (followed.known().isEmpty()) {
                throw e;
            }
            LOG.warn("{}: goes on with the configurations it knows: {}", config.name(), e.getMessage());
        }
        goBy();
        closeFinalWeeks();
        opened.add(entrance.notes()::save);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public URI url() {
        return entrance.url();
    }

    @Override
    public Mount mount() {
        OperationsResource health = new OperationsResource(Optional.empty(), this::unready);
        return entrance.mount(List.of(health, entrance.notes()));
    }

    @Override
    public void listensAt(URI listening) {
        entrance.listensAt(listening);
    }

    @Override
    public Optional<String> unready() {
        return entrance.refusal();
    }

    @Override
    public CompletionStage<StoreBrokenException> broken() {
        return store.broken();
    }

    @Override
    public void workRegularly() throws IncompleteWorkException {
        LocalDate today = entrance.time().today();
        entrance.forgetNetworks(today);
        Steps steps = new Steps();
        steps.attempt("looking for configurations", entrance.configurations()::published);
        steps.attempt("reading keys", entrance.sealing()::reload);
        steps.attempt("going by the newest", this::goBy);
        steps.attempt("closing final weeks", this::closeFinalWeeks);
        steps.attempt("letting go of secrets", () -> {
            for (LocalDate week : entrance.over(today)) {
                store.letGo(week); // the owner forgets them: this clock may be wrong, and others still need them
            }
        });
        entrance.flushAndReload(steps);
        steps.end();
    }

    /** The owner of the log publishes, and tells all nodes through the store. */
    private void closeFinalWeeks() throws IOException {
        SortedSet<LocalDate> marked = store.finalWeeks();
        LocalDate today = entrance.time().today();
        SortedSet<LocalDate> ended = marked.headSet(today.minusWeeks(1).plusDays(1));
        if (ended.size() < marked.size()) {
            LOG.warn(
                    "{}: the week of {} is marked in the object store as published for the last time, but has not ended"
                            + " on {}; answers to it are taken all the same",
                    config.name(),
                    marked.last(),
                    today);
        }
        entrance.closeFinal(ended);
    }

    /** Nothing is measured here, so networks are held to a share of what charts need. */
    private void goBy() throws IOException {
        entrance.goBy(Participation.UNKNOWN);
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
