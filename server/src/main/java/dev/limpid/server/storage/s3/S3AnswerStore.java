package dev.limpid.server.storage.s3;

import dev.limpid.server.file.Uninterruptibly;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.AnswerVisitor;
import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.CorruptStoreException;
import dev.limpid.server.storage.ResendKey;
import dev.limpid.server.storage.StoreBrokenException;
import dev.limpid.server.storage.StoreBusyException;
import dev.limpid.server.storage.WeekSecret;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The store on an S3-compatible object store, which several nodes share. An answer is one object {@code
 * <prefix><week>/<what is kept of its resend key>}, put on condition that no object has this name: if several nodes
 * receive the same answer, one stores it, and the others learn that. The week's secret, which all nodes share, is the
 * object {@code <prefix>resends/<week>}; once it is deleted, the names are random numbers. An empty object {@code
 * <prefix>final/<week>} means that the week is published for the last time. A node keeps nothing of its own, so it can
 * be killed at any time.
 *
 * <p>Safe for use by many threads: requests run on threads of its own, and its maps are concurrent.
 *
 * <p>The conditional put needs a store that supports it and makes it atomic: Amazon S3, Ceph, s3proxy, MinIO.
 */
public final class S3AnswerStore implements AnswerStore {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(S3AnswerStore.class);
    /** The place of the marks of weeks that are published for the last time. */
    private static final String FINAL = "final/";

    private final S3Client s3;
    private final S3Objects objects;
    private final String prefix;
    private final Listing listing;
    private final ThreadPoolExecutor requests;
    private final CompletableFuture<StoreBrokenException> broken = new CompletableFuture<>();
    private final Set<String> damage = ConcurrentHashMap.newKeySet();
    private final Map<LocalDate, byte[]> secrets = new ConcurrentHashMap<>();

    /**
     * A store in this bucket.
     *
     * @param s3 the client; closed with the store
     * @param prefix the beginning of its objects' names: empty, or ending with a slash
     * @param concurrent how many requests may be under way at once
     * @param waiting how many answers may wait for a free request
     */
    public S3AnswerStore(S3Client s3, String bucket, String prefix, int concurrent, int waiting) {
        this.s3 = s3;
        this.objects = new S3Objects(s3, bucket);
        this.prefix = prefix;
        this.listing = new Listing(s3, bucket);
        this.requests = Uninterruptibly.pool(concurrent, new ArrayBlockingQueue<>(waiting), "limpid-s3");
    }

    @Override
    public CompletionStage<AppendOutcome> append(LocalDate week, ResendKey key, byte[] canonicalJson) {
        CompletableFuture<AppendOutcome> done = new CompletableFuture<>();
        try {
            requests.execute(new Put(week, key, canonicalJson, done));
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(
                    requests.isShutdown()
                            ? new IOException("the store is closed, expected to be open")
                            : new StoreBusyException("too many answers wait for the object store"));
        } catch (Error e) {
            failed(done, e); // for example, no thread can be started
        }
        return done;
    }

    @Override
    public CompletionStage<Boolean> contains(LocalDate week, ResendKey key) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        try {
            requests.execute(() -> {
                try {
                    done.complete(objects.isThere(name(week, key)));
                } catch (Throwable e) {
                    failed(done, e);
                }
            });
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(new StoreBusyException("too many requests wait for the object store"));
        } catch (Error e) {
            failed(done, e);
        }
        return done;
    }

    private String name(LocalDate week, ResendKey key) throws IOException {
        return prefix + week + "/" + HexFormat.of().formatHex(key.digestWith(secret(week)));
    }

    /** An answer that is being stored. Whatever happens, its future completes. */
    private final class Put implements Runnable {
        private final LocalDate week;
        private final ResendKey key;
        private final byte[] answer;
        private final CompletableFuture<AppendOutcome> done;

        private Put(LocalDate week, ResendKey key, byte[] answer, CompletableFuture<AppendOutcome> done) {
            this.week = week;
            this.key = key;
            this.answer = answer;
            this.done = done;
        }

        @Override
        public void run() {
            try {
                done.complete(objects.put(name(week, key), answer));
            } catch (Throwable e) {
                failed(done, e);
            }
        }
    }

    /** An error is not a failure of the network but of this process, which should end. */
    private void failed(CompletableFuture<?> done, Throwable why) {
        if (why instanceof Error) {
            broken.complete(new StoreBrokenException("a request to the object store ended by " + why, why));
        }
        done.completeExceptionally(why);
    }

    @Override
    public CompletionStage<StoreBrokenException> broken() {
        return broken;
    }

    @Override
    public Optional<IOException> refusal() {
        return Optional.ofNullable(broken.getNow(null));
    }

    @Override
    public List<String> damage() {
        return damage.stream().sorted().toList();
    }

    /** The week's secret: the first that any node put there. */
    private byte[] secret(LocalDate week) throws IOException {
        byte[] known = secrets.get(week);
        if (known == null) {
            String key = secretKey(week);
            objects.put(key, WeekSecret.draw());
            known = objects.get(key);
            if (known.length != WeekSecret.BYTES) {
                throw new CorruptStoreException(
                        objects.place(key) + ": found " + known.length + " bytes, expected " + WeekSecret.BYTES);
            }
            secrets.put(week, known);
        }
        return known;
    }

    private String secretKey(LocalDate week) {
        return prefix + "resends/" + week;
    }

    @Override
    public void releaseWeek(LocalDate week) {
        secrets.remove(week);
    }

    @Override
    public void endResendDetection(LocalDate week) throws IOException {
        releaseWeek(week);
        objects.delete(secretKey(week));
    }

    @Override
    public SortedSet<LocalDate> weeks() throws IOException {
        return WeekNames.of(listing.folders(prefix));
    }

    @Override
    public void read(LocalDate week, AnswerVisitor visitor) throws IOException {
        listing.eachPage(folder(week), page -> {
            List<CompletableFuture<byte[]>> answers = new ArrayList<>();
            for (String key : page) {
                answers.add(fetch(key));
            }
            List<byte[]> show = new ArrayList<>();
            for (CompletableFuture<byte[]> answer : answers) {
                result(answer).ifPresent(show::add);
            }
            for (byte[] answer : show) {
                visitor.answer(answer);
            }
        });
    }

    @Override
    public long count(LocalDate week) throws IOException {
        long[] answers = new long[1];
        listing.eachPage(folder(week), page -> answers[0] += page.size());
        return answers[0];
    }

    @Override
    public void markFinal(LocalDate week) throws IOException {
        objects.put(prefix + FINAL + week, new byte[0]);
    }

    @Override
    public SortedSet<LocalDate> finalWeeks() throws IOException {
        List<String> names = new ArrayList<>();
        listing.eachPage(
                prefix + FINAL, page -> page.forEach(key -> names.add(key.substring((prefix + FINAL).length()))));
        return WeekNames.of(names);
    }

    private String folder(LocalDate week) {
        return prefix + week + "/";
    }

    private CompletableFuture<byte[]> fetch(String key) {
        CompletableFuture<byte[]> done = new CompletableFuture<>();
        Runnable fetching = () -> {
            try {
                done.complete(objects.get(key));
            } catch (Throwable e) {
                failed(done, e);
            }
        };
        try {
            requests.execute(fetching);
        } catch (RejectedExecutionException e) {
            fetching.run(); // uploads keep all threads busy; reading continues more slowly
        }
        return done;
    }

    /** The answer, unless its object was damaged; then that is reported, and the object stays. */
    private Optional<byte[]> result(CompletableFuture<byte[]> answer) throws IOException {
        try {
            return Optional.of(answer.join()); // an interrupt does not end this
        } catch (CompletionException e) {
            if (e.getCause() instanceof CorruptStoreException corrupt) {
                String found = String.valueOf(corrupt.getMessage());
                if (damage.add(found)) {
                    LOG.error("{}", found);
                }
                return Optional.empty();
            }
            throw e.getCause() instanceof IOException failure
                    ? new IOException(failure.getMessage(), failure)
                    : new IOException("the object store did not give an answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void drop(LocalDate week) throws IOException {
        endResendDetection(week);
        listing.eachPage(folder(week), page -> {
            for (String key : page) {
                objects.delete(key);
            }
        });
    }

    @Override
    public void close() throws IOException {
        requests.shutdown();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = false;
        boolean ended = false;
        for (long left = PATIENCE.toNanos(); !ended && left > 0; left = deadline - System.nanoTime()) {
            try {
                ended = requests.awaitTermination(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true; // the requests are still waiting
            }
        }
        IOException late = new IOException("the object store did not store what waits within " + PATIENCE);
        for (Runnable waiting : requests.shutdownNow()) {
            if (waiting instanceof Put put) {
                put.done.completeExceptionally(late);
            }
        }
        try {
            s3.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (!ended) {
            throw late;
        }
    }
}
