package dev.limpid.server.storage.s3;

import dev.limpid.server.file.Uninterruptibly;
import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.CorruptStoreException;
import dev.limpid.server.storage.StoreFullException;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects of one bucket, by name: each is put once, on condition that no object has its name, with the SHA-256 of
 * its bytes. A failure of the store becomes an exception that names the object. Each call waits for the store, and an
 * interrupt of the caller aborts nothing. Safe for use by many threads.
 */
final class S3Objects {

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final int ATTEMPTS = 5;
    /** Identifies the put that created an object: a random number for each, which means nothing else. */
    private static final String PUT = "put";
    /** The SHA-256 of an object's bytes. */
    private static final String SHA256 = "sha256";

    private final S3Client s3;
    private final String bucket;

    S3Objects(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** The name of an object in messages. */
    String place(String key) {
        return bucket + "/" + key;
    }

    boolean isThere(String key) throws IOException {
        return Uninterruptibly.read(() -> ask(key));
    }

    private boolean ask(String key) throws IOException {
        try {
            s3.headObject(request -> request.bucket(bucket).key(key));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return false;
            }
            throw failure(e, key);
        } catch (SdkException e) {
            throw new IOException("the object store did not answer about " + key + ": " + e.getMessage(), e);
        }
    }

    /**
     * An object's bytes.
     *
     * @throws CorruptStoreException if they are not those that were put there
     */
    byte[] get(String key) throws IOException {
        return Uninterruptibly.read(() -> fetch(key));
    }

    private byte[] fetch(String key) throws IOException {
        try {
            ResponseBytes<GetObjectResponse> object =
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
            byte[] bytes = object.asByteArray();
            String found = Sha256.hex(bytes);
            if (!found.equals(object.response().metadata().get(SHA256))) {
                throw new CorruptStoreException(
                        place(key) + ": found bytes of SHA-256 " + found + ", expected those that were put there");
            }
            return bytes;
        } catch (SdkException e) {
            throw new IOException("the object store did not give " + key + ": " + e.getMessage(), e);
        }
    }

    void delete(String key) throws IOException {
        Uninterruptibly.write(() -> {
            try {
                s3.deleteObject(request -> request.bucket(bucket).key(key));
            } catch (SdkException e) {
                throw new IOException("the object store did not delete " + key + ": " + e.getMessage(), e);
            }
        });
    }

    /**
     * Puts an object, if no object has this name.
     *
     * @return whether this put created it
     */
    AppendOutcome put(String key, byte[] answer) throws IOException {
        return Uninterruptibly.read(() -> tryToPut(key, answer));
    }

    private AppendOutcome tryToPut(String key, byte[] answer) throws IOException {
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
                return AppendOutcome.STORED;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return isOf(put, key) ? AppendOutcome.STORED : AppendOutcome.DUPLICATE;
                }
                // Another node is putting the same answer at this moment; the next attempt shows which one wins.
                if (e.statusCode() != CONFLICT || attempt == ATTEMPTS) {
                    throw failure(e, key);
                }
            } catch (SdkException e) {
                IOException failed =
                        new IOException("the object store did not store " + key + ": " + e.getMessage(), e);
                if (attempt == ATTEMPTS || !isCutOff(e)) {
                    throw failed;
                }
                Optional<AppendOutcome> found = found(put, key, failed);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
    }

    /**
     * Whether the connection ended before a response was read. A store can respond that the object exists, and close
     * the connection, before it has read the whole body; then the client sees its own write fail.
     */
    private static boolean isCutOff(SdkException e) {
        return e.getCause() instanceof IOException cause && !(cause instanceof InterruptedIOException);
    }

    /** The outcome of a put whose response was not read; empty if the object does not exist. */
    private Optional<AppendOutcome> found(String put, String key, IOException failed) throws IOException {
        try {
            return Optional.of(isOf(put, key) ? AppendOutcome.STORED : AppendOutcome.DUPLICATE);
        } catch (IOException e) {
            if (e.getCause() instanceof S3Exception answer && answer.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            failed.addSuppressed(e);
            throw failed;
        }
    }

    /**
     * Whether this put created the object. Clients put again on their own when a response is lost; then the existing
     * object is from our own first attempt.
     */
    private boolean isOf(String put, String key) throws IOException {
        try {
            return put.equals(s3.headObject(request -> request.bucket(bucket).key(key))
                    .metadata()
                    .get(PUT));
        } catch (SdkException e) {
            throw new IOException("the object store did not answer about " + key + ": " + e.getMessage(), e);
        }
    }

    private static IOException failure(S3Exception e, String key) {
        String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
        String message = "the object store did not store " + key + ": " + e.getMessage();
        return e.statusCode() == INSUFFICIENT_STORAGE || code.contains("Quota")
                ? new StoreFullException(message, e)
                : new IOException(message, e);
    }

    private static byte[] digest(String algorithm, byte[] answer) {
        try {
            return MessageDigest.getInstance(algorithm).digest(answer);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
