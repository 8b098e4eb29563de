package dev.limpid.server.storage.local;

import dev.limpid.server.storage.ResendKey;
import dev.limpid.server.storage.StoreFullException;
import dev.limpid.server.storage.segment.Fingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one week recognises answers that are resent: the week's secret, and an index of the fingerprints of what is
 * stored. The index is derived from the segments and created with the first answer. Mutable; only the thread that writes
 * calls it.
 */
final class WeekResends {

    private static final Logger LOG = LoggerFactory.getLogger(WeekResends.class);

    private final Path folder;
    private final Disk disk;
    private final Stored stored;
    private @Nullable FingerprintIndex index;

    /** How much damage was known before the index was made. */
    private int damagedBefore;

    private byte @Nullable [] secret;

    /** What is stored. */
    interface Stored {
        /** Whether there is at least one durable answer. */
        boolean hasAnswers();

        /** Adds the fingerprint of each durable answer. */
        void addAllTo(FingerprintIndex index) throws IOException;

        /**
         * How many damaged parts were found. Answers stored there are new when they are resent, and an index that was made
         * before may contain them.
         */
        int damaged();
    }

    /** The resends of a week. */
    WeekResends(Path folder, Disk disk, Stored stored) {
        this.folder = folder;
        this.disk = disk;
        this.stored = stored;
    }

    /** What the week keeps of a key. */
    Fingerprint fingerprint(ResendKey key) throws IOException {
        return Fingerprint.of(key, secret());
    }

    private byte[] secret() throws IOException {
        byte[] known = secret;
        if (known == null) {
            Optional<byte[]> kept = SecretFile.read(folder);
            if (kept.isEmpty() && stored.hasAnswers()) {
                LOG.warn(
                        "{} is missing or damaged: answers that were accepted before and are sent again will count again",
                        folder.resolve(SecretFile.FILE));
            }
            if (kept.isPresent()) {
                SecretFile.force(folder, disk);
            }
            known = kept.isPresent() ? kept.get() : SecretFile.make(folder, disk);
            secret = known;
        }
        return known;
    }

    /** Makes sure that nobody can tell any more which answer came with which token. */
    void forget() throws IOException {
        secret = null;
        SecretFile.forget(folder, disk);
        close();
    }

    /**
     * Whether an answer that came with this key is stored; a week without answers gets no secret because of this check.
     */
    boolean holds(ResendKey key) throws IOException {
        return stored.hasAnswers() && contains(fingerprint(key));
    }

    boolean contains(Fingerprint fingerprint) throws IOException {
        return index().contains(fingerprint);
    }

    /**
     * Adds durable answers to the index. If the disk has no room for it, the index is made again from the segments once
     * there is.
     */
    void remember(List<SegmentCommitter.Fresh> answers) throws IOException {
        FingerprintIndex grows = index;
        if (grows == null) {
            return;
        }
        try {
            for (SegmentCommitter.Fresh one : answers) {
                grows.add(one.fingerprint());
            }
        } catch (IOException e) {
            LOG.warn("the index of {} cannot grow, and is rebuilt with the next answer: {}", folder, e.toString());
            close();
        }
    }

    /** Closes the index; the next answer creates it again. */
    void close() throws IOException {
        FingerprintIndex open = index;
        index = null;
        if (open != null) {
            open.close();
        }
    }

    /** Weeks that are only read need no index, so it is created when the first answer comes. */
    private FingerprintIndex index() throws IOException {
        int damaged = stored.damaged();
        if (damaged != damagedBefore) {
            close();
        }
        FingerprintIndex made = index;
        if (made == null) {
            damagedBefore = damaged;
            made = makeIndex();
            index = made;
        }
        return made;
    }

    private FingerprintIndex makeIndex() throws IOException {
        try {
            FingerprintIndex made = new FingerprintIndex(folder.resolve("index"), disk);
            try {
                stored.addAllTo(made);
                return made;
            } catch (IOException e) {
                made.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreFullException("the index of a week could not be written: " + e.getMessage(), e);
        }
    }
}
