package dev.limpid.server.storage.s3;

import dev.limpid.server.storage.Appended;
import dev.limpid.server.storage.CorruptStoreException;
import dev.limpid.server.storage.ReportStore;
import dev.limpid.server.storage.ReportVisitor;
import dev.limpid.server.storage.StoreBrokenException;
import dev.limpid.server.storage.StoreBusyException;
import dev.limpid.server.storage.StoreFullException;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The store on an S3-compatible object store, which several nodes share. A report is one object
 * {@code <prefix><week>/<SHA-256 of its bytes>}, put on condition that there is none of this name: of any number of
 * nodes that are sent the same report one stores it, and the others learn that. A node keeps nothing of its own, so it
 * may be killed at any time.
 *
 * <p>The conditional put needs a store that has it and keeps it atomic: Amazon S3, Ceph, s3proxy, MinIO.
 */
public final class S3ReportStore implements ReportStore {

    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(S3ReportStore.class);
    /** Which put made an object: a number that is drawn for each and means nothing else. */
    private static final String PUT = "put";

    private final S3Client s3;
    private final String bucket;
    private final String prefix;
    private final ThreadPoolExecutor requests;
    private final CompletableFuture<StoreBrokenException> broken = new CompletableFuture<>();
    private final Set<String> damage = ConcurrentHashMap.newKeySet();

    /**
     * A store in this bucket.
     *
     * @param s3 the client; closed with the store
     * @param prefix what the names of its objects begin with: empty, or ended by a slash
     * @param concurrent how many requests may be under way at once
     * @param waiting how many reports may wait for that
     */
    public S3ReportStore(S3Client s3, String bucket, String prefix, int concurrent, int waiting) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
        this.requests = new ThreadPoolExecutor(
                concurrent, concurrent, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(waiting), task -> {
                    Thread thread = new Thread(task, "limpid-s3");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public CompletionStage<Appended> append(LocalDate week, byte[] canonicalJson) {
        CompletableFuture<Appended> done = new CompletableFuture<>();
        try {
            requests.execute(new Put(week, canonicalJson, done));
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(
                    requests.isShutdown()
                            ? new IOException("the store is closed, expected to be open")
                            : new StoreBusyException("too many reports wait for the object store"));
        } catch (Error e) {
            failed(done, e); // such as no thread to be had
        }
        return done;
    }

    /** A report on its way. Whatever happens, somebody is told. */
    private final class Put implements Runnable {
        private final LocalDate week;
        private final byte[] report;
        private final CompletableFuture<Appended> done;

        private Put(LocalDate week, byte[] report, CompletableFuture<Appended> done) {
            this.week = week;
            this.report = report;
            this.done = done;
        }

        @Override
        public void run() {
            try {
                done.complete(put(week, report));
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

    private Appended put(LocalDate week, byte[] report) throws IOException {
        String key = prefix + week + "/" + Sha256.hex(report);
        String put = Long.toHexString(ThreadLocalRandom.current().nextLong());
        for (int attempt = 1; ; attempt++) {
            try {
                s3.putObject(
                        request -> request.bucket(bucket)
                                .key(key)
                                .ifNoneMatch("*")
                                .contentMD5(Base64.getEncoder().encodeToString(digest("MD5", report)))
                                .contentType("application/json")
                                .metadata(Map.of(PUT, put)),
                        RequestBody.fromBytes(report));
                return Appended.STORED;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return isOf(put, key) ? Appended.STORED : Appended.DUPLICATE;
                }
                // Another node is putting the same report at this moment; who wins shows when it is asked again.
                if (e.statusCode() != CONFLICT || attempt == ATTEMPTS) {
                    throw failure(e, key);
                }
            } catch (SdkException e) {
                throw new IOException("the object store did not take " + key + ": " + e.getMessage(), e);
            }
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
        SortedSet<LocalDate> weeks = new TreeSet<>();
        try {
            for (ListObjectsV2Response page : s3.listObjectsV2Paginator(
                    request -> request.bucket(bucket).prefix(prefix).delimiter("/"))) {
                for (CommonPrefix folder : page.commonPrefixes()) {
                    String name = folder.prefix().substring(prefix.length());
                    try {
                        weeks.add(LocalDate.parse(name.substring(0, name.length() - 1)));
                    } catch (DateTimeParseException e) {
                        // something else that lies in the bucket
                    }
                }
            }
        } catch (SdkException e) {
            throw new IOException("the object store did not list " + bucket + ": " + e.getMessage(), e);
        }
        return weeks;
    }

    @Override
    public void read(LocalDate week, ReportVisitor visitor) throws IOException {
        String folder = prefix + week + "/";
        try {
            for (ListObjectsV2Response page : s3.listObjectsV2Paginator(
                    ListObjectsV2Request.builder().bucket(bucket).prefix(folder).build())) {
                List<Future<byte[]>> reports = new ArrayList<>();
                for (S3Object object : page.contents()) {
                    reports.add(fetch(object.key(), folder));
                }
                List<byte[]> show = new ArrayList<>();
                for (Future<byte[]> report : reports) {
                    result(report).ifPresent(show::add);
                }
                for (byte[] report : show) {
                    visitor.report(report);
                }
            }
        } catch (SdkException e) {
            throw new IOException("the object store did not list " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public long count(LocalDate week) throws IOException {
        String folder = prefix + week + "/";
        long reports = 0;
        try {
            for (ListObjectsV2Response page : s3.listObjectsV2Paginator(
                    ListObjectsV2Request.builder().bucket(bucket).prefix(folder).build())) {
                reports += page.contents().size();
            }
        } catch (SdkException e) {
            throw new IOException("the object store did not list " + folder + ": " + e.getMessage(), e);
        }
        return reports;
    }

    private Future<byte[]> fetch(String key, String folder) {
        CompletableFuture<byte[]> done = new CompletableFuture<>();
        Runnable fetching = () -> {
            try {
                byte[] report = s3.getObjectAsBytes(
                                request -> request.bucket(bucket).key(key))
                        .asByteArray();
                String found = Sha256.hex(report);
                if (!key.equals(folder + found)) {
                    throw new CorruptStoreException(bucket + "/" + key + ": found a report of SHA-256 " + found
                            + ", expected the one it is named by");
                }
                done.complete(report);
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

    /** The report, unless its object was damaged; then that is told, and the object stays. */
    private Optional<byte[]> result(Future<byte[]> report) throws IOException {
        try {
            return Optional.of(report.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CorruptStoreException corrupt) {
                String found = String.valueOf(corrupt.getMessage());
                if (damage.add(found)) {
                    LOG.error("{}", found);
                }
                return Optional.empty();
            }
            throw new IOException("the object store did not give a report: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("reading was interrupted", e);
        }
    }

    @Override
    public void drop(LocalDate week) throws IOException {
        String folder = prefix + week + "/";
        try {
            for (ListObjectsV2Response page : s3.listObjectsV2Paginator(
                    ListObjectsV2Request.builder().bucket(bucket).prefix(folder).build())) {
                for (S3Object object : page.contents()) {
                    s3.deleteObject(request -> request.bucket(bucket).key(object.key()));
                }
            }
        } catch (SdkException e) {
            throw new IOException("the object store did not drop " + folder + ": " + e.getMessage(), e);
        }
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

    private static byte[] digest(String algorithm, byte[] report) {
        try {
            return MessageDigest.getInstance(algorithm).digest(report);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
