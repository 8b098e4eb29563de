package dev.limpid.server.intake;

import dev.limpid.server.file.DurableFile;
import dev.limpid.server.file.InputFile;
import dev.limpid.server.http.Sender;
import dev.limpid.server.publish.NetworkCounts;
import dev.limpid.server.publish.Networks;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What networks gave to the weeks that may still be answered, so that none gives more of a chart than its share. Kept in
 * memory, written to a file for each week now and then so that a restart forgets little, and deleted with the last day on
 * which the week may be answered. Safe for use by many threads.
 */
public final class NetworkShares implements NetworkCounts {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkShares.class);

    private final Path folder;
    private final SecureRandom random;
    private final Map<LocalDate, NetworkWeek> weeks = new TreeMap<>();

    private NetworkShares(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** What was written down in this folder, which need not be there. A file that is damaged is passed. */
    public static NetworkShares open(Path folder, SecureRandom random) throws IOException {
        NetworkShares shares = new NetworkShares(folder, random);
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    shares.read(file);
                }
            }
        }
        return shares;
    }

    private void read(Path file) throws IOException {
        Optional<LocalDate> week = week(file);
        if (week.isPresent()) {
            NetworkWeek.read(InputFile.bytes(file))
                    .ifPresentOrElse(
                            found -> weeks.put(week.get(), found),
                            () -> LOG.warn("{} is damaged: what networks gave to that week counts from now on", file));
        }
    }

    /** What was set aside for an answer. One of the two is to be called when it is known what became of the answer. */
    final class Reservation {
        private final LocalDate week;
        private final NetworkWeek.Reserved reserved;

        private Reservation(LocalDate week, NetworkWeek.Reserved reserved) {
            this.week = week;
            this.reserved = reserved;
        }

        /** The answer is stored, and was not there before. */
        void keep() {
            synchronized (NetworkShares.this) {
                NetworkWeek open = weeks.get(week);
                if (open != null) {
                    open.keep(reserved);
                }
            }
        }

        /** Nothing was stored for it. */
        void giveBack() {
            synchronized (NetworkShares.this) {
                NetworkWeek open = weeks.get(week);
                if (open != null) {
                    open.giveBack(reserved);
                }
            }
        }
    }

    /** Sets aside what an answer stands for, or nothing if its network has given what it may. */
    synchronized Optional<Reservation> reserve(
            Sender sender, LocalDate week, String chart, double installations, NetworkAllowance allowance) {
        return weeks.computeIfAbsent(week, any -> NetworkWeek.begin(random))
                .reserve(sender, chart, installations, allowance)
                .map(reserved -> new Reservation(week, reserved));
    }

    /** Whether it is the first answer to this week that is refused of the sender's network. */
    synchronized boolean isFirstRefusal(Sender sender, LocalDate week) {
        return weeks.computeIfAbsent(week, any -> NetworkWeek.begin(random)).isFirstRefusal(sender);
    }

    /** How many networks gave how many answers to a week that may still be answered, as far as this server took them. */
    @Override
    public synchronized Optional<Networks> of(LocalDate monday) {
        return Optional.ofNullable(weeks.get(monday)).map(NetworkWeek::histogram);
    }

    /** Forgets the weeks that may not be answered any more, on disk too. */
    public void forget(IntakeLimits limits, LocalDate today) throws IOException {
        synchronized (this) {
            weeks.keySet().removeIf(week -> !limits.mayCome(week, today));
        }
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Optional<LocalDate> week = week(file);
                    if (week.isPresent() && !limits.mayCome(week.get(), today)) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    private static Optional<LocalDate> week(Path file) {
        try {
            return Optional.of(LocalDate.parse(file.getFileName().toString()));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // something else that lies there
        }
    }

    /** Writes down what is new. */
    public void save() throws IOException {
        Map<LocalDate, byte[]> news = new TreeMap<>();
        synchronized (this) {
            weeks.forEach((week, open) -> open.news().ifPresent(bytes -> news.put(week, bytes)));
        }
        for (Map.Entry<LocalDate, byte[]> week : news.entrySet()) {
            Files.createDirectories(folder);
            DurableFile.write(folder.resolve(week.getKey().toString()), week.getValue());
        }
    }
}
