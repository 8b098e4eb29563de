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
import dev.limpid.uploader.config.source.RelayFailures;
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
 * &lt;version&gt;.zip       the module that it names, and those of earlier versions that are still in use
 * &lt;version&gt;.shown     the time from which each of these is in force, and its own proof, see {@link StoredConfigFile}
 * evidence/&lt;time&gt;/    what a dishonest log signed
 * ahead/&lt;head&gt;/       a head that is dated in the future, and when it was seen
 * through             the relays for answers at the last check: key, whether direct sending is allowed, addresses
 * relays              what went wrong with relays that were asked for the log, one line each, see {@link RelayFailures}
 * lock                locked while refreshing
 * </pre>
 */
final class ConfigFolder {

    private static final String DAMAGED = "verified.damaged";
    private static final String ZIP = ".zip";
    private static final String SHOWN = ".shown";
    private static final String THROUGH = "through";
    private static final String SERVED = "served-checkpoint";

    /** This many are enough evidence. */
    private static final int MOST_FUTURE_HEADS = 20;

    private final Path folder;

    ConfigFolder(Path folder) {
        this.folder = folder;
    }

    /** The file to lock. Creates its folder, but not the home, which somebody may be deleting. */
    Path lock() throws IOException {
        AtomicFile.ensureFolder(folder);
        return folder.resolve("lock");
    }

    /** What is remembered of the log; empty if there is nothing, or it cannot be read. */
    Optional<TrustedLogState> trustedState() throws IOException {
        try {
            return Optional.of(TrustedLogState.decode(AtomicFile.read(verified())));
        } catch (NoSuchFileException | NotRegularFileException | LogFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether the remembered state exists and cannot be read. */
    boolean isDamaged() throws IOException {
        return HomeFiles.exists(verified()) && trustedState().isEmpty();
    }

    /** Moves an unreadable remembered state aside, so that somebody can examine it before it is replaced. */
    void keepDamaged() throws IOException {
        if (isDamaged()) {
            quarantineState();
        }
    }

    /** Moves the remembered state aside, because it was changed after it was stored. */
    void quarantineState() throws IOException {
        Files.move(verified(), folder.resolve(DAMAGED), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether a remembered state was moved aside; then this is not the first time that anything is proven here. */
    boolean wasDamaged() throws IOException {
        return HomeFiles.exists(folder.resolve(DAMAGED));
    }

    Optional<byte[]> zip(TrustedLogState trusted) throws IOException {
        try {
            return Optional.of(AtomicFile.read(zipFile(trusted)));
        } catch (NoSuchFileException | NotRegularFileException e) {
            return Optional.empty();
        }
    }

    /** Stores the module first, so that neither the remembered state nor a proof names a missing zip. */
    void store(TrustedLogState trusted, byte[] zip, Instant from) throws IOException {
        AtomicFile.write(zipFile(trusted), zip);
        storeShown(new StoredConfigFile(from, trusted));
        store(trusted);
    }

    /** Stores the time from which a configuration is in force. */
    void storeShown(StoredConfigFile shown) throws IOException {
        AtomicFile.write(shownFile(shown.trustedState()), shown.encode());
    }

    /** Every configuration that was ever shown here and is still kept, in the order of the log. */
    List<StoredConfigFile> shown() throws IOException {
        List<StoredConfigFile> all = new ArrayList<>();
        for (Path each : HomeFiles.list(folder)) {
            if (each.toString().endsWith(SHOWN)) {
                try {
                    all.add(StoredConfigFile.decode(AtomicFile.read(each)));
                } catch (NoSuchFileException | NotRegularFileException | LogFormatException e) {
                    // Damaged: treated as if it had never been shown.
                }
            }
        }
        all.sort(Comparator.comparingLong(shown -> shown.trustedState().proof().index()));
        return all;
    }

    /** Deletes the files of all configurations except these. */
    void deleteOthers(List<TrustedLogState> kept) throws IOException {
        for (Path each : HomeFiles.list(folder)) {
            boolean isConfigFile =
                    each.toString().endsWith(ZIP) || each.toString().endsWith(SHOWN);
            if (isConfigFile
                    && kept.stream()
                            .noneMatch(trusted -> each.equals(zipFile(trusted)) || each.equals(shownFile(trusted)))) {
                Files.deleteIfExists(each);
            }
        }
    }

    void store(TrustedLogState trusted) throws IOException {
        AtomicFile.write(verified(), trusted.encode());
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
     * The relays that were stored last.
     *
     * @throws IOException if they cannot be understood; then it is not known who must not be asked
     */
    Optional<Relays> lastRelays() throws IOException {
        Path file = folder.resolve(THROUGH);
        try {
            List<String> words = List.of(AtomicFile.readText(file).strip().split(" ", -1));
            return Optional.of(new Relays(
                    KeyConfig.parse(words.get(0)), words.subList(2, words.size()), Boolean.parseBoolean(words.get(1))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (ObliviousException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(
                    file + " contains no relays, and no other file here says where the log may be fetched from; without"
                            + " this file it is fetched from the log itself",
                    e);
        }
    }

    void lastRelays(Optional<Relays> relays) throws IOException {
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

    private Path zipFile(TrustedLogState trusted) {
        return folder.resolve(trusted.record().version().escaped() + ZIP);
    }

    private Path shownFile(TrustedLogState trusted) {
        return folder.resolve(trusted.record().version().escaped() + SHOWN);
    }

    /** The newest evidence against the log; while there is any, no configuration is used. */
    Optional<Path> evidence() throws IOException {
        Path newest = null;
        for (Path each : HomeFiles.list(folder.resolve("evidence"))) {
            if (newest == null || each.compareTo(newest) > 0) {
                newest = each;
            }
        }
        return Optional.ofNullable(newest);
    }

    /** Stores both heads and what proves the contradiction, before it is reported. */
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

    /** Stores a head that is dated in the future: each head once, at most {@link #MOST_FUTURE_HEADS} of them. */
    Path storeFutureHead(Instant now, String what, Note served) throws IOException {
        Path all = folder.resolve("ahead");
        byte[] note = served.toBytes();
        Path kept = all.resolve(Sha256.hex(note).substring(0, 16));
        if (!HomeFiles.exists(kept) && futureHeads().size() < MOST_FUTURE_HEADS) {
            AtomicFile.ensureFolder(all);
            AtomicFile.ensureFolder(kept);
            AtomicFile.write(kept.resolve(SERVED), note);
            AtomicFile.write(
                    kept.resolve("explanation.txt"),
                    what + "\n\nSeen at " + now
                            + " by the clock of this machine. If that clock is right, the log or its\n"
                            + "witnesses dated this head falsely. It is not used and changes nothing.\n");
        }
        return HomeFiles.exists(kept) ? kept : all;
    }

    /** The heads that were stored because they are dated in the future; those that cannot be read are skipped. */
    List<Note> futureHeads() throws IOException {
        List<Note> heads = new ArrayList<>();
        for (Path each : HomeFiles.list(folder.resolve("ahead"))) {
            try {
                heads.add(Note.parse(AtomicFile.read(each.resolve(SERVED))));
            } catch (NoSuchFileException | NotRegularFileException | LogFormatException e) {
                // Half-written, or somebody else's file: not a head.
            }
        }
        return heads;
    }
}
