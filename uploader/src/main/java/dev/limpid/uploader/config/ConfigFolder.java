package dev.limpid.uploader.config;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.protocol.oblivious.ObliviousException;
import dev.limpid.protocol.question.Relays;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.Sha256;
import dev.limpid.tlog.note.Note;
import dev.limpid.uploader.config.proof.TrustedLogState;
import dev.limpid.uploader.config.source.RelayTroubles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files in {@code config/} of a telemetry home.
 *
 * <pre>
 * verified            what is remembered of the log, see {@link TrustedLogState}
 * &lt;version&gt;.zip       the module it names, and those of the versions before it that are still in use
 * &lt;version&gt;.shown     from when each of these is in force, and its own proof, see {@link Shown}
 * evidence/&lt;time&gt;/    what a dishonest log signed
 * ahead/&lt;head&gt;/       a head that is dated in the future, and when it was seen
 * through             the relays that answers went through at the last check: key, whether also directly, addresses
 * relays              what went wrong with relays that were asked for the log, a line each, see {@link RelayTroubles}
 * lock                held while refreshing
 * </pre>
 */
final class ConfigFolder {

    private static final String DAMAGED = "verified.damaged";
    private static final String ZIP = ".zip";
    private static final String SHOWN = ".shown";
    private static final String THROUGH = "through";
    private static final String SERVED = "served-checkpoint";

    /** So many are evidence enough. */
    private static final int MOST_AHEAD = 20;

    private final Path folder;

    ConfigFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder, but not its home: somebody may be deleting that. */
    Path lock() throws IOException {
        AtomicFile.ensureFolder(folder);
        return folder.resolve("lock");
    }

    /** What is remembered; empty if nothing is, or it cannot be read. */
    Optional<TrustedLogState> memory() throws IOException {
        try {
            return Optional.of(TrustedLogState.decode(AtomicFile.read(verified())));
        } catch (NoSuchFileException | NotRegularFileException | LogFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether there is a memory that cannot be read. */
    boolean isDamaged() throws IOException {
        return HomeFiles.isThere(verified()) && memory().isEmpty();
    }

    /** Puts a memory that cannot be read aside, so that somebody can look at it before it is replaced. */
    void keepDamaged() throws IOException {
        if (isDamaged()) {
            keepAside();
        }
    }

    /** Puts the memory aside: it was changed since it was stored. */
    void keepAside() throws IOException {
        Files.move(verified(), folder.resolve(DAMAGED), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether a memory was put aside: then this is not the first time that anything is proven here. */
    boolean wasDamaged() throws IOException {
        return HomeFiles.isThere(folder.resolve(DAMAGED));
    }

    Optional<byte[]> zip(TrustedLogState memory) throws IOException {
        try {
            return Optional.of(AtomicFile.read(zipFile(memory)));
        } catch (NoSuchFileException | NotRegularFileException e) {
            return Optional.empty();
        }
    }

    /** The module first: neither a memory nor a proof names a zip that is not there. */
    void store(TrustedLogState memory, byte[] zip, Instant from) throws IOException {
        AtomicFile.write(zipFile(memory), zip);
        show(new ShownFile(from, memory));
        store(memory);
    }

    /** Notes from when a configuration is in force. */
    void show(ShownFile shown) throws IOException {
        AtomicFile.write(shownFile(shown.memory()), shown.encode());
    }

    /** Every configuration that was ever shown here and is still kept, in the order of the log. */
    List<ShownFile> shown() throws IOException {
        List<ShownFile> all = new ArrayList<>();
        for (Path each : HomeFiles.list(folder)) {
            if (each.toString().endsWith(SHOWN)) {
                try {
                    all.add(ShownFile.decode(AtomicFile.read(each)));
                } catch (NoSuchFileException | NotRegularFileException | LogFormatException e) {
                    // Damaged: as if it had never been shown.
                }
            }
        }
        all.sort(Comparator.comparingLong(shown -> shown.memory().proof().index()));
        return all;
    }

    /** Deletes what is kept of configurations that are not among these. */
    void keepOnly(List<TrustedLogState> kept) throws IOException {
        for (Path each : HomeFiles.list(folder)) {
            boolean of = each.toString().endsWith(ZIP) || each.toString().endsWith(SHOWN);
            if (of
                    && kept.stream()
                            .noneMatch(memory -> each.equals(zipFile(memory)) || each.equals(shownFile(memory)))) {
                Files.deleteIfExists(each);
            }
        }
    }

    void store(TrustedLogState memory) throws IOException {
        AtomicFile.write(verified(), memory.encode());
    }

    List<String> relayTroubles() throws IOException {
        try {
            return AtomicFile.readText(relays()).lines().toList();
        } catch (NoSuchFileException | NotRegularFileException | CharacterCodingException e) {
            return List.of();
        }
    }

    void relayTroubles(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            Files.deleteIfExists(relays());
        } else if (!lines.equals(relayTroubles())) {
            AtomicFile.write(relays(), String.join("\n", lines) + "\n");
        }
    }

    /**
     * The relays that were noted last.
     *
     * @throws IOException if they cannot be understood: then it is not known who must not be asked
     */
    Optional<Relays> through() throws IOException {
        Path file = folder.resolve(THROUGH);
        try {
            List<String> words = List.of(AtomicFile.readText(file).strip().split(" ", -1));
            return Optional.of(new Relays(
                    KeyConfig.parse(words.get(0)), words.subList(2, words.size()), Boolean.parseBoolean(words.get(1))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (ObliviousException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(
                    file + " holds no relays, and nothing else that is kept tells who may be asked for the log; without"
                            + " this file the log itself is asked",
                    e);
        }
    }

    void through(Optional<Relays> relays) throws IOException {
        Path file = folder.resolve(THROUGH);
        if (relays.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Relays named = relays.get();
        String text = named.key() + " " + named.direct() + " " + String.join(" ", named.urls()) + "\n";
        AtomicFile.write(file, text);
    }

    private Path relays() {
        return folder.resolve("relays");
    }

    private Path verified() {
        return folder.resolve("verified");
    }

    private Path zipFile(TrustedLogState memory) {
        return folder.resolve(memory.record().version().escaped() + ZIP);
    }

    private Path shownFile(TrustedLogState memory) {
        return folder.resolve(memory.record().version().escaped() + SHOWN);
    }

    /** The newest evidence against the log; while there is some, no configuration is good. */
    Optional<Path> evidence() throws IOException {
        Path newest = null;
        for (Path each : HomeFiles.list(folder.resolve("evidence"))) {
            if (newest == null || each.compareTo(newest) > 0) {
                newest = each;
            }
        }
        return Optional.ofNullable(newest);
    }

    /** Keeps both heads and what contradicts them, before anybody is told. */
    Path keepEvidence(Instant now, String what, Note remembered, Note served, String proof) throws IOException {
        Path all = folder.resolve("evidence");
        Path kept = all.resolve(now.toString().replace(":", ""));
        AtomicFile.ensureFolder(all);
        AtomicFile.ensureFolder(kept);
        AtomicFile.write(kept.resolve("remembered-checkpoint"), remembered.toBytes());
        AtomicFile.write(kept.resolve(SERVED), served.toBytes());
        AtomicFile.write(kept.resolve("proof"), proof);
        AtomicFile.write(
                kept.resolve("explanation.txt"),
                what + "\n\nBoth heads are signed by the log. An honest log never signs both. Show this folder to the\n"
                        + "project that runs the collection, or to anybody: the signatures speak for themselves.\n"
                        + "Nothing is uploaded to this collection while this folder is here.\n");
        return kept;
    }

    /** Keeps a head that is dated in the future: every one once, until there are {@link #MOST_AHEAD}. */
    Path keepAhead(Instant now, String what, Note served) throws IOException {
        Path all = folder.resolve("ahead");
        byte[] note = served.toBytes();
        Path kept = all.resolve(Sha256.hex(note).substring(0, 16));
        if (!HomeFiles.isThere(kept) && ahead().size() < MOST_AHEAD) {
            AtomicFile.ensureFolder(all);
            AtomicFile.ensureFolder(kept);
            AtomicFile.write(kept.resolve(SERVED), note);
            AtomicFile.write(
                    kept.resolve("explanation.txt"),
                    what + "\n\nSeen at " + now
                            + " by the clock of this machine. If that clock is right, the log or its\n"
                            + "witnesses dated this head falsely. It is not used and changes nothing.\n");
        }
        return HomeFiles.isThere(kept) ? kept : all;
    }

    /** The heads that were kept because they are dated in the future; what cannot be read is passed over. */
    List<Note> ahead() throws IOException {
        List<Note> heads = new ArrayList<>();
        for (Path each : HomeFiles.list(folder.resolve("ahead"))) {
            try {
                heads.add(Note.parse(AtomicFile.read(each.resolve(SERVED))));
            } catch (NoSuchFileException | NotRegularFileException | LogFormatException e) {
                // Half-written, or somebody's own file: no head.
            }
        }
        return heads;
    }
}
