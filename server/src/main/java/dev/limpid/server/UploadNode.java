package dev.limpid.server;

import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.file.InputFile;
import dev.limpid.server.file.ProcessLock;
import dev.limpid.server.http.Mount;
import dev.limpid.server.ops.OperationsResource;
import dev.limpid.server.runtime.IncompleteWorkException;
import dev.limpid.server.runtime.ResourceStack;
import dev.limpid.server.runtime.ServerContext;
import dev.limpid.server.runtime.Steps;
import dev.limpid.server.runtime.TrustedTime;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.StoreBrokenException;
import dev.limpid.server.upstream.LogAddress;
import dev.limpid.server.upstream.UpstreamLog;
import dev.limpid.server.upstream.UpstreamLogSettings;
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
 * A node that takes answers into the object store that it shares with the owner of the log. It follows that log to get
 * the configurations. It has no log of its own, publishes nothing and serves no pages. Safe for use by many threads,
 * since all fields are final and safe for that; only the server closes it, once.
 *
 * <pre>
 * followed/    what was verified of the log
 * symbols/     lists of published methods, same as the owner's
 * oblivious/   private keys of the gateway, same as the owner's
 * flood-notes.json
 * clock.txt    the time that decides when maintenance is due
 * lock         held by the process that runs the node
 * </pre>
 */
final class UploadNode implements CollectionRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(UploadNode.class);

    private final CollectionSettings config;
    private final AnswerStore store;
    private final CollectionIntake intake;
    private final ResourceStack opened;

    private UploadNode(CollectionSettings config, AnswerStore store, CollectionIntake intake, ResourceStack opened) {
        this.config = config;
        this.store = store;
        this.intake = intake;
        this.opened = opened;
    }

    /**
     * @throws IOException also if another process uses the folder, or if the log cannot be reached and this node
     *     has never verified it
     */
    static UploadNode open(CollectionSettings config, UpstreamLogSettings upstream, ServerContext context)
            throws IOException {
        ResourceStack opened = new ResourceStack();
        try {
            Path folder = Files.createDirectories(config.folder());
            opened.add(ProcessLock.acquire(folder.resolve("lock"), "this node's folder")::close);
            UpstreamLog followed = UpstreamLog.open(
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
            CollectionIntake intake = CollectionIntake.open(config, followed, store, Set.of(), time, context);
            UploadNode node = new UploadNode(config, store, intake, opened);
            node.begin(followed);
            return node;
        } catch (IOException | RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    private void begin(UpstreamLog followed) throws IOException {
        intake.configurations().startWith(followed.known());
        try {
            intake.configurations().published();
        } catch (IOException e) {
            if (followed.known().isEmpty()) {
                throw e;
            }
            LOG.warn("{}: continues with the configurations it knows: {}", config.name(), e.getMessage());
        }
        limitNetworks();
        closeFinalWeeks();
        opened.add(intake.notes()::save);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public URI url() {
        return intake.url();
    }

    @Override
    public Mount mount() {
        OperationsResource health = new OperationsResource(Optional.empty(), this::unready);
        return intake.mount(List.of(health, intake.notes()));
    }

    @Override
    public void setListenAddress(URI listening) {
        intake.listensAt(listening);
    }

    @Override
    public Optional<String> unready() {
        return intake.refusal();
    }

    @Override
    public CompletionStage<StoreBrokenException> broken() {
        return store.broken();
    }

    @Override
    public void runMaintenance() throws IncompleteWorkException {
        LocalDate today = intake.time().today();
        intake.forgetNetworks(today);
        Steps steps = new Steps();
        steps.attempt("looking for configurations", intake.configurations()::published);
        steps.attempt("reading keys", intake.sealing()::reload);
        steps.attempt("applying the newest configuration", this::limitNetworks);
        steps.attempt("closing final weeks", this::closeFinalWeeks);
        steps.attempt("releasing secrets", () -> {
            for (LocalDate week : intake.endedWeeks(today)) {
                store.releaseWeek(week); // the owner forgets them: this clock may be wrong, and others still need them
            }
        });
        intake.flushAndReload(steps);
        steps.throwIfAnyFailed();
    }

    /** The owner of the log publishes, and informs all nodes through the store. */
    private void closeFinalWeeks() throws IOException {
        SortedSet<LocalDate> marked = store.finalWeeks();
        LocalDate today = intake.time().today();
        SortedSet<LocalDate> ended = marked.headSet(today.minusWeeks(1).plusDays(1));
        if (ended.size() < marked.size()) {
            LOG.warn(
                    "{}: the week of {} is marked in the object store as published for the last time, but has not ended"
                            + " on {}; its answers are still accepted",
                    config.name(),
                    marked.last(),
                    today);
        }
        intake.closeFinal(ended);
    }

    /** This node measures nothing, so each network is limited to a share of what charts need. */
    private void limitNetworks() throws IOException {
        intake.limitNetworks(Participation.UNKNOWN);
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
