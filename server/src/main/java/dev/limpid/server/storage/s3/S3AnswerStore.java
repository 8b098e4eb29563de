package dev.limpid.server.storage.s3;

import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.AnswerVisitor;
import dev.limpid.server.storage.Appended;
import dev.limpid.server.storage.CorruptStoreException;
import dev.limpid.server.storage.ResendKey;
import dev.limpid.server.storage.StoreBrokenException;
import dev.limpid.server.storage.StoreBusyException;
import dev.limpid.server.storage.StoreFullException;
import dev.limpid.server.storage.WeekSecret;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The store on an S3-compatible object store, which several nodes share. An answer is one object
 * {@code <prefix><week>/<what is kept of its resend key>}, put on condition that there is none of this name: of any number
 * of nodes that are sent the same answer one stores it, and the others learn that. The week's secret, which all nodes
 * share, is the object {@code <prefix>resends/<week>}; once it is deleted the names are random numbers. An empty object
 * {@code <prefix>final/<week>} says that the week is published for the last time. A node keeps nothing of its own, so it
 * may be killed at any time.
 *
 * <p>Safe for use by many threads: requests go on threads of its own, and its maps are concurrent.
 *
 * <p>The conditional put needs a store that has it and keeps it atomic: Amazon S3, Ceph, s3proxy, MinIO.
 */
public final class S3AnswerStore implements AnswerStore {

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(S3AnswerStore.class);
    /** Which put made an object: a number that is drawn for each and means nothing else. */
    private static final String PUT = "put";
    /** The SHA-256 of an object's bytes. */
    private static final String SHA256 = "sha256";
    /** Where weeks that are published for the last time have their marks. */
    private static final String FINAL = "final/";

    private final S3Client s3;
    private final String bucket;
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
     * @param prefix what the names of its objects begin with: empty, or ended by a slash
     * @param concurrent how many requests may be under way at once
     * @param waiting how many answers may wait for that
     */
    public S3AnswerStore(S3Client s3, String bucket, String prefix, int concurrent, int waiting) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
        this.listing = new Listing(s3, bucket);
        this.requests = new ThreadPoolExecutor(
                concurrent, concurrent, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(waiting), task -> {
                    Thread thread = new Thread(task, "limpid-s3");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public CompletionStage<Appended> append(LocalDate week, ResendKey key, byte[] canonicalJson) {
        CompletableFuture<Appended> done = new CompletableFuture<>();
        try {
            requests.execute(new Put(week, key, canonicalJson, done));
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(
                    requests.isShutdown()
                            ? new IOException("the store is closed, expected to be open")
                            : new StoreBusyException("too many answers wait for the object store"));
        } catch (Error e) {
            failed(done, e); // such as no thread to be had
        }
        return done;
    }

    @Override
    public CompletionStage<Boolean> holds(LocalDate week, ResendKey key) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        try {
            requests.execute(() -> {
                try {
                    done.complete(isThere(name(week, key)));
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

    private boolean isThere(String key) throws IOException {
        try {
            s3.headObject(request -> request.bucket(bucket).key(key));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return false;
            }
            throw failure(e, key);
        } catch (SdkException e) {
            throw new IOException("the object store did not tell of " + key + ": " + e.getMessage(), e);
        }
    }

    private String name(LocalDate week, ResendKey key) throws IOException {
        return prefix + week + "/" + HexFormat.of().formatHex(key.under(secret(week)));
    }

    /** An answer on its way. Whatever happens, somebody is told. */
    private final class Put implements Runnable {
        private final LocalDate week;
        private final ResendKey key;
        private final byte[] answer;
        private final CompletableFuture<Appended> done;

        private Put(LocalDate week, ResendKey key, byte[] answer, CompletableFuture<Appended> done) {
            this.week = week;
            this.key = key;
            this.answer = answer;
            this.done = done;
        }

        @Override
        public void run() {
            try {
                done.complete(put(name(week, key), answer));
            } catch (Throwable e) {
                failed(done, e);
            }
        }
    }

    /** An error is no failure of the network but one of this process, which should end. */
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
            put(key, WeekSecret.draw());
            try {
                known = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                        .asByteArray();
            } catch (SdkException e) {
                throw new IOException("the object store did not give " + key + ": " + e.getMessage(), e);
            }
            if (known.length != WeekSecret.BYTES) {
                throw new CorruptStoreException(
                        bucket + "/" + key + ": found " + known.length + " bytes, expected " + WeekSecret.BYTES);
            }
            secrets.put(week, known);
        }
        return known;
    }

    private String secretKey(LocalDate week) {
        return prefix + "resends/" + week;
    }

    @Override
    public void letGo(LocalDate week) {
        secrets.remove(week);
    }

    @Override
    public void forgetResends(LocalDate week) throws IOException {
        letGo(week);
        delete(secretKey(week));
    }

    private void delete(String key) throws IOException {
        try {
            s3.deleteObject(request -> request.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw new IOException("the object store did not delete " + key + ": " + e.getMessage(), e);
        }
    }

    private Appended put(String key, byte[] answer) throws IOException {
        String put = Long.toHexString(ThreadLocalRandom.current().nextLong());
        for (int attempt = 1; ; attempt++) {
            try {
                s3.putObject(
                        request -> request.bucket(bucket)
                                .key(key)
                                .ifNoneMatch("*")
                                .contentMD5(Base64.getEncoder().encodeToString(digest("MD5", answer)))
                                .contentType("application/json")
                                .metadata(Map.of(PUT, put, SHA256, Sha256.hex(answer))),
                        RequestBody.fromBytes(answer));
                return Appended.STORED;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return isOf(put, key) ? Appended.STORED : Appended.DUPLICATE;
                }
                // Another node is putting the same answer at this moment; who wins shows when it is asked again.
                if (e.statusCode() != CONFLICT || attempt == ATTEMPTS) {
                    throw failure(e, key);
                }
            } catch (SdkException e) {
                IOException failed = new IOException("the object store did not take " + key + ": " + e.getMessage(), e);
                if (attempt == ATTEMPTS || !isCutOff(e)) {
                    throw failed;
                }
                Optional<Appended> found = found(put, key, failed);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
    }

    /**
     * Whether the connection ended before an answer was read. A store may say that the object is there, and close, before it has
     * taken the whole body; then the client sees its own writing fail.
     */
    private static boolean isCutOff(SdkException e) {
        return e.getCause() instanceof IOException cause && !(cause instanceof InterruptedIOException);
    }

    /** What became of a put whose answer was not read; empty if the object is not there. */
    private Optional<Appended> found(String put, String key, IOException failed) throws IOException {
        try {
            return Optional.of(isOf(put, key) ? Appended.STORED : Appended.DUPLICATE);
        } catch (IOException e) {
            if (e.getCause() instanceof S3Exception answer && answer.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            failed.addSuppressed(e);
            throw failed;
        }
    }

    /** Clients put again by themselves when an answer is lost; then what stands in the way is our own first try. */
    private boolean isOf(String put, String key) throws IOException {
        try {
            return put.equals(s3.headObject(request -> request.bucket(bucket).key(key))
                    .metadata()
                    .get(PUT));
        } catch (SdkException e) {
            throw new IOException("the object store did not tell of " + key + ": " + e.getMessage(), e);
        }
    }

    private static IOException failure(S3Exception e, String key) {
        String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
        String message = "the object store did not take " + key + ": " + e.getMessage();
        return e.statusCode() == INSUFFICIENT_STORAGE || code.contains("Quota")
                ? new StoreFullException(message, e)
                : new IOException(message, e);
    }

    @Override
    public SortedSet<LocalDate> weeks() throws IOException {
        return WeekNames.of(listing.folders(prefix));
    }

    @Override
    public void read(LocalDate week, AnswerVisitor visitor) throws IOException {
        listing.eachPage(folder(week), page -> {
            List<Future<byte[]>> answers = new ArrayList<>();
            for (String key : page) {
                answers.add(fetch(key));
            }
            List<byte[]> show = new ArrayList<>();
            for (Future<byte[]> answer : answers) {
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
        put(prefix + FINAL + week, new byte[0]);
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

    private Future<byte[]> fetch(String key) {
        CompletableFuture<byte[]> done = new CompletableFuture<>();
        Runnable fetching = () -> {
            try {
                ResponseBytes<GetObjectResponse> object =
                        s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
                byte[] answer = object.asByteArray();
                String found = Sha256.hex(answer);
                if (!found.equals(object.response().metadata().get(SHA256))) {
                    throw new CorruptStoreException(bucket + "/" + key + ": found an answer of SHA-256 " + found
                            + ", expected the one that was put there");
                }
                done.complete(answer);
            } catch (Throwable e) {
                failed(done, e);
            }
        };
        try {
            requests.execute(fetching);
        } catch (RejectedExecutionException e) {
            fetching.run(); // uploads keep all of it busy; reading goes on more slowly
        }
        return done;
    }

    /** The answer, unless its object was damaged; then that is told, and the object stays. */
    private Optional<byte[]> result(Future<byte[]> answer) throws IOException {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CorruptStoreException corrupt) {
                String found = String.valueOf(corrupt.getMessage());
                if (damage.add(found)) {
                    LOG.error("{}", found);
                }
                return Optional.empty();
            }
            throw new IOException("the object store did not give an answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("reading was interrupted", e);
        }
    }

    @Override
    public void drop(LocalDate week) throws IOException {
        forgetResends(week);
        listing.eachPage(folder(week), page -> {
            for (String key : page) {
                delete(key);
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
                interrupted = true; // what waits is no less waiting
            }
        }
        IOException late = new IOException("the object store did not take what waits within " + PATIENCE);
        for (Runnable waiting : requests.shutdownNow()) {
            if (waiting instanceof Put put) {
                put.done.completeExceptionally(late);
            }
        }
        s3.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            throw late;
        }
    }

    private static byte[] digest(String algorithm, byte[] answer) {
        try {
            return MessageDigest.getInstance(algorithm).digest(answer);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
