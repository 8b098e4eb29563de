package dev.limpid.uploader.route;

import dev.limpid.counter.home.HomeCheck;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.protocol.question.Relays;
import dev.limpid.uploader.home.UnreadableFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The way that the user chose for answers: the file {@code relay} of a telemetry home. Without a choice, answers are
 * sent through the collection's relays, and wait while none of them can be reached.
 */
public sealed interface RelayChoice {

    /** The collection's relays; answers wait if none can be reached. */
    record CollectionRelays() implements RelayChoice {}

    /** The collection's relays, or no relay if none can be reached and the collection allows that too. */
    record Fallback() implements RelayChoice {}

    /** Without relays. */
    record Direct() implements RelayChoice {}

    /** This relay and no other. */
    record Custom(String url) implements RelayChoice {}

    /** The word or address that stands for this choice, in the file and on the command line. */
    default String text() {
        if (this instanceof Custom custom) {
            return custom.url();
        }
        return this instanceof Direct ? "direct" : this instanceof Fallback ? "fallback" : "collection";
    }

    /** The choice that a text names, if it names one. */
    static Optional<RelayChoice> of(String text) {
        return switch (text) {
            case "collection" -> Optional.of(new CollectionRelays());
            case "fallback" -> Optional.of(new Fallback());
            case "direct" -> Optional.of(new Direct());
            default -> Relays.isUrl(text) ? Optional.of(new Custom(text)) : Optional.empty();
        };
    }

    /** The file in which the choice is stored. */
    static Path file(TelemetryHome home) {
        return home.folder().resolve("relay");
    }

    /**
     * What the user chose.
     *
     * @throws IOException if it cannot be read or understood; then nothing may be sent, since the choice is not known
     */
    static RelayChoice read(TelemetryHome home) throws IOException {
        try {
            String text = AtomicFile.readText(file(home)).strip();
            return of(text).orElseThrow(() -> new IOException(
                    file(home) + " contains no choice, expected collection, fallback, direct or a relay's address"));
        } catch (NoSuchFileException e) {
            return new CollectionRelays();
        } catch (FileSystemException e) {
            throw new IOException(file(home) + " cannot be read: " + UnreadableFile.reason(e), e);
        } catch (CharacterCodingException e) {
            throw new IOException(file(home) + " cannot be understood: " + e.getMessage(), e);
        }
    }

    /** Writes the choice. For the collection's relays, it deletes the file. */
    static void write(TelemetryHome home, RelayChoice choice) throws IOException {
        if (choice instanceof CollectionRelays) {
            Files.deleteIfExists(file(home));
        } else {
            HomeCheck.make(home.folder().toFile());
            AtomicFile.write(file(home), choice.text() + "\n");
        }
    }
}
