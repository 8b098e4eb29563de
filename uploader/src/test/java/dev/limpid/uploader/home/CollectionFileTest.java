package dev.limpid.uploader.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionFileTest {

    @TempDir
    Path folder;

    private final CollectionIdentity plain = new CollectionIdentity(
            "telemetry.example.org", "https://telemetry.example.org/answers", "https://x/log", "log a+b\n\\ c:é = d\n");

    @Test
    void whatIsWritten_isRead() throws IOException {
        TelemetryHome home = TelemetryHome.at(plain.name(), folder);
        CollectionFile.write(home, plain);
        assertThat(CollectionFile.read(home)).contains(plain);
        assertThat(CollectionFile.path(home)).content().doesNotContain("default");
    }

    @Test
    void offByDefault_isStored_andRevoked() throws IOException {
        TelemetryHome home = TelemetryHome.at(plain.name(), folder);
        CollectionFile.write(home, plain.startingOff());
        assertThat(CollectionFile.read(home)).contains(plain.startingOff());
        CollectionFile.write(home, plain);
        assertThat(CollectionFile.read(home)).contains(plain);
    }

    @Test
    void home_isClosedToOthers_once() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "this system has no permissions");
        TelemetryHome home = TelemetryHome.at(plain.name(), folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        CollectionFile.write(home, plain);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        CollectionFile.write(home, plain.startingOff());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .as("opened again by its owner")
                .isEqualTo("rwxr-x---");
    }

    @Test
    void linkInPlaceOfTheFile_isReplaced_andNotFollowed() throws IOException {
        TelemetryHome home = TelemetryHome.at(plain.name(), folder);
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "of the user");
        Files.createSymbolicLink(CollectionFile.path(home), elsewhere);
        CollectionFile.write(home, plain);
        assertThat(CollectionFile.read(home)).contains(plain);
        assertThat(elsewhere).content().isEqualTo("of the user");
    }

    @Test
    void missingFile_isEmpty_andADamagedOneIsNamed() throws IOException {
        TelemetryHome home = TelemetryHome.at(plain.name(), folder);
        assertThat(CollectionFile.read(home)).isEmpty();
        Files.writeString(CollectionFile.path(home), "nothing of it");
        assertThatThrownBy(() -> CollectionFile.read(home))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("collection.properties: damaged");
    }

    @Test
    void leadingSpace_isKept() throws IOException {
        CollectionIdentity spaced =
                new CollectionIdentity("telemetry.example.org", "https://x/answers", "https://x/log", " log a+b");
        TelemetryHome home = TelemetryHome.at(spaced.name(), folder);
        CollectionFile.write(home, spaced);
        assertThat(CollectionFile.read(home)).contains(spaced);
    }

    /** Every start of a service asks for it. */
    @Test
    void fileWithTheSameContent_isNotWrittenAgain() throws IOException {
        TelemetryHome home = TelemetryHome.at(plain.name(), folder);
        CollectionFile.write(home, plain);
        FileTime before = FileTime.from(Instant.parse("2026-11-20T12:00:00Z"));
        Files.setLastModifiedTime(CollectionFile.path(home), before);
        CollectionFile.write(home, plain);
        assertThat(Files.getLastModifiedTime(CollectionFile.path(home))).isEqualTo(before);
    }
}
