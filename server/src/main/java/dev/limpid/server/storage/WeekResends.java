package dev.limpid.server.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one week recognises answers that are resent: the week's secret, and an index of the fingerprints of what is stored. The
 * index is derived from the segments and created with the first answer. Mutable; only the thread that writes calls it, except
 * {@link #damageFound}, which any thread may call.
 */
final class WeekResends {

    private static final Logger LOG = LoggerFactory.getLogger(WeekResends.class);

    private final Path folder;
    private final Disk disk;
    private final BooleanSupplier hasAnswers;
    private final Stored stored;
    private @Nullable FingerprintIndex index;

    /** Set when damage is found: answers stored there are new when they are resent, and the index may contain them. */
    private volatile boolean isIndexOld;

    private byte @Nullable [] secret;

    /** What is stored. */
    @FunctionalInterface
    interface Stored {
        /** Adds the fingerprint of each durable answer. */
        void addAllTo(FingerprintIndex index) throws IOException;
    }

    /**
     * The resends of a week.
     *
     * @param hasAnswers whether the week has a durable answer
     */
    WeekResends(Path folder, Disk disk, BooleanSupplier hasAnswers, Stored stored) {
        this.folder = folder;
        this.disk = disk;
        this.hasAnswers = hasAnswers;
        this.stored = stored;
    }

    /** Says that answers which are stored can no longer be read. */
    void damageFound() {
        isIndexOld = true;
    }

    /** What the week keeps of a key. */
    Fingerprint fingerprint(ResendKey key) throws IOException {
        return key.fingerprint(secret());
    }

    private byte[] secret() throws IOException {
        byte[] known = secret;
        if (known == null) {
            Optional<byte[]> kept = WeekSecret.read(folder);
            if (kept.isEmpty() && hasAnswers.getAsBoolean()) {
                LOG.warn(
                        "{} is missing or damaged: answers that were accepted before and are sent again will count again",
                        folder.resolve(WeekSecret.FILE));
            }
            if (kept.isPresent()) {
                WeekSecret.force(folder, disk);
            }
            known = kept.isPresent() ? kept.get() : WeekSecret.make(folder, disk);
            secret = known;
        }
        return known;
    }

    /** Makes sure that nobody can tell any more which answer came with which token. */
    void forget() throws IOException {
        secret = null;
        WeekSecret.forget(folder, disk);
        close();
    }

    /**
     * Whether an answer that came with this key is stored; a week without answers gets no secret because of this check.
     */
    boolean holds(ResendKey key) throws IOException {
        return hasAnswers.getAsBoolean() && contains(fingerprint(key));
    }

    boolean contains(Fingerprint fingerprint) throws IOException {
        return index().contains(fingerprint);
    }

    /**
     * Adds durable answers to the index. If the disk has no room for it, the index is made again from the segments once
     * there is.
     */
    void remember(List<AnswerWriter.Fresh> answers) throws IOException {
        FingerprintIndex grows = index;
        if (grows == null) {
            return;
        }
        try {
            for (AnswerWriter.Fresh one : answers) {
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
        if (isIndexOld) {
            close();
        }
        FingerprintIndex made = index;
        if (made == null) {
            isIndexOld = false;
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
