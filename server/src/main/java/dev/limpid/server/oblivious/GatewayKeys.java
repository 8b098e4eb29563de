package dev.limpid.server.oblivious;

import dev.limpid.protocol.hpke.HpkeKeyPair;
import dev.limpid.protocol.oblivious.GatewayKey;
import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.server.file.InputFile;
import dev.limpid.server.file.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The gateway's private keys, one file {@code <number>.key} each, in a folder that nobody else may read. Configurations
 * name a key for {@link #NAMED_DAYS} days. Its successor is made {@link #LEAD_DAYS} days before they name it, so that
 * the operator can copy it to other nodes. Once no configuration in use names a key, it is deleted, and nobody can open
 * what was sealed to it. Safe for use by many threads: the list of keys is volatile and replaced as a whole, under this
 * object's monitor.
 *
 * <pre>
 * limpid gateway key v1
 * 2026-11-16 hKsd…=     date of creation, and the 32 bytes of the private key
 * </pre>
 */
public final class GatewayKeys {

    static final int NAMED_DAYS = 90;
    static final int LEAD_DAYS = 7;

    private static final String HEADER = "limpid gateway key v1";
    private static final int NUMBERS = 256;

    private final Path folder;
    private final SecureRandom random;
    private volatile List<Held> keys;

    private record Held(LocalDate made, GatewayKey key) {}

    private GatewayKeys(Path folder, SecureRandom random) throws IOException {
        this.folder = folder;
        this.random = random;
        this.keys = read(folder);
    }

    /** The keys in this folder, which need not exist. */
    public static GatewayKeys open(Path folder, SecureRandom random) throws IOException {
        return new GatewayKeys(folder, random);
    }

    /** The key of this number, if there is one. */
    Optional<GatewayKey> of(int number) {
        return keys.stream().map(Held::key).filter(key -> key.id() == number).findFirst();
    }

    /** Reads the folder again, as an operator may have added a key. */
    public void reload() throws IOException {
        keys = read(folder);
    }

    /** The key that configurations name from today on. Makes one if there is none, and its successor in time. */
    public synchronized KeyConfig currentKey(LocalDate today) throws IOException {
        if (keys.isEmpty()) {
            reload(); // they may have been restored since this server started
        }
        if (keys.isEmpty()) {
            make(0, today);
        }
        Held newest = newest();
        if (!today.isBefore(newest.made().plusDays(NAMED_DAYS)) && keys.size() < NUMBERS) {
            make(freeAfter(newest.key().id()), today);
        }
        Held due = keys.get(0);
        for (Held held : keys) {
            if (!today.isBefore(held.made().plusDays(LEAD_DAYS))) {
                due = held;
            }
        }
        return due.key().config();
    }

    /** Deletes keys that are older than the due one and not in use any more. */
    public synchronized void forgetAllBut(Collection<KeyConfig> used, LocalDate today) throws IOException {
        KeyConfig due = currentKey(today);
        for (Held held : keys) {
            KeyConfig config = held.key().config();
            if (config.equals(due)) {
                break;
            }
            if (!used.contains(config)) {
                Files.deleteIfExists(file(held.key().id()));
            }
        }
        reload();
    }

    private Held newest() {
        return keys.get(keys.size() - 1);
    }

    private int freeAfter(int number) {
        int next = (number + 1) % NUMBERS;
        return of(next).isPresent() ? freeAfter(next) : next;
    }

    private void make(int number, LocalDate today) throws IOException {
        byte[] scalar = HpkeKeyPair.generate(random).scalar();
        String text = HEADER + "\n" + today + " " + Base64.getEncoder().encodeToString(scalar) + "\n";
        PrivateFile.write(file(number), text.getBytes(StandardCharsets.UTF_8));
        reload();
    }

    private Path file(int number) {
        return folder.resolve(number + ".key");
    }

    /** The keys of a folder, oldest first. */
    private static List<Held> read(Path folder) throws IOException {
        List<Held> keys = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.key")) {
                for (Path file : files) {
                    keys.add(held(file));
                }
            }
        }
        keys.sort(Comparator.comparing(Held::made)
                .thenComparing(held -> held.key().id()));
        return List.copyOf(keys);
    }

    private static Held held(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        List<String> lines = InputFile.text(file).lines().toList();
        try {
            if (lines.size() != 2 || !lines.get(0).equals(HEADER)) {
                throw new IllegalArgumentException("it is not \"" + HEADER + "\" and one more line");
            }
            int space = lines.get(1).indexOf(' ');
            LocalDate made = LocalDate.parse(lines.get(1).substring(0, Math.max(0, space)));
            byte[] scalar = Base64.getDecoder().decode(lines.get(1).substring(space + 1));
            int number = Integer.parseInt(name.substring(0, name.length() - ".key".length()));
            if (!name.equals(number + ".key")) {
                throw new IllegalArgumentException("two files could have one number");
            }
            return new Held(made, new GatewayKey(number, HpkeKeyPair.of(scalar)));
        } catch (IllegalArgumentException | DateTimeException e) {
            // A parser's message may contain a part of the key.
            throw new IOException(file + " is not a gateway key, expected a file that this server has written");
        }
    }
}
