package dev.limpid.server.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.server.storage.ResendKey;
import dev.limpid.server.storage.local.LocalAnswerStore;
import dev.limpid.server.storage.local.LocalStoreLimits;
import dev.limpid.server.storage.segment.StoreCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of damaged data: it contains everything that exists, and names what is missing. */
class BackupOfDamagedStoreTest {
    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);

    @TempDir
    Path dir;

    private Path folder = Path.of("");

    /** Three segments of ten answers each. */
    @BeforeEach
    void fill() throws IOException {
        folder = dir.resolve("collection");
        try (LocalAnswerStore store =
                LocalAnswerStore.open(folder.resolve("answers"), new LocalStoreLimits(600, 0, 1 << 20))) {
            for (int i = 0; i < 30; i++) {
                byte[] answer = ("answer " + i + " " + "long ".repeat(6)).getBytes(StandardCharsets.UTF_8);
                store.append(WEEK, ResendKey.unique(), answer)
                        .toCompletableFuture()
                        .join();
            }
        }
        Files.writeString(folder.resolve("site.properties"), "title=Tool\n");
    }

    @Test
    void segmentThatIsDamaged_isNamed_andAllAroundItIsCopiedAndRestored() throws IOException {
        Path segment = segment(folder, 2);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(segment, bytes);

        List<String> named = backUp();

        assertThat(named).singleElement().asString().contains("00000002.seg: corrupt at byte ");
        assertThat(segment(backup(), 2)).hasBinaryContent(bytes);
        assertThat(restore()).hasSize(1).isEqualTo(problems(restored()));
        assertThat(answers(restored())).hasSize(29).isEqualTo(answers(folder));
    }

    @Test
    void segmentThatIsMissing_isNamed_andTheOthersAreCopiedAndRestored() throws IOException {
        Files.delete(segment(folder, 1));

        assertThat(backUp()).singleElement().asString().contains("00000001.seg");
        assertThat(restore()).hasSize(1);
        assertThat(answers(restored())).isNotEmpty().isEqualTo(answers(folder));
    }

    @Test
    void fileThatCannotBeRead_isNamed_andKeepsNothingElseOut() throws IOException {
        Path memory = Path.of("/proc/self/mem");
        assumeTrue(Files.isRegularFile(memory), "no file is here that nobody can read, not even root");
        List<String> before = answers(folder);
        Path segment = segment(folder, 2);
        Files.delete(segment);
        Files.createSymbolicLink(segment, memory);
        Files.createSymbolicLink(folder.resolve("nowhere"), dir.resolve("none"));
        Files.createSymbolicLink(folder.resolve("circle"), folder);

        List<String> named = backUp();

        assertThat(named)
                .hasSize(4)
                .anyMatch(one -> one.startsWith(segment + " was not copied, since it cannot be read: "))
                .anyMatch(one -> one.startsWith(folder.resolve("circle") + " was not copied"))
                .contains(folder.resolve("nowhere") + " was not copied: it is a broken link, expected a file"
                        + " or a folder")
                .anyMatch(one -> one.startsWith(segment(backup(), 2).toString()));
        assertThat(restore()).hasSize(1);
        assertThat(restored().resolve("site.properties")).hasContent("title=Tool");
        assertThat(answers(restored())).isNotEmpty().isSubsetOf(before);
        assertThat(segment(restored(), 3)).hasSameBinaryContentAs(segment(folder, 3));
    }

    @Test
    void answersBehindALink_areInTheBackup() throws IOException {
        Path elsewhere = dir.resolve("other-disk");
        Files.move(folder.resolve("answers"), elsewhere);
        Files.createSymbolicLink(folder.resolve("answers"), elsewhere);

        assertThat(backUp()).isEmpty();
        assertThat(restore()).isEmpty();
        assertThat(answers(restored())).hasSize(30);
    }

    private List<String> backUp() throws IOException {
        return Backup.make(folder, backup(), copy -> List.of());
    }

    private List<String> restore() throws IOException {
        return Backup.restore(backup(), restored(), copy -> List.of());
    }

    private Path backup() {
        return dir.resolve("backup");
    }

    private Path restored() {
        return dir.resolve("restored");
    }

    private static List<String> problems(Path of) throws IOException {
        return StoreCheck.of(of.resolve("answers")).problems();
    }

    private static Path segment(Path of, int number) {
        return of.resolve("answers/" + WEEK + "/0000000" + number + ".seg");
    }

    private static List<String> answers(Path of) throws IOException {
        List<String> answers = new ArrayList<>();
        try (LocalAnswerStore store =
                LocalAnswerStore.open(of.resolve("answers"), new LocalStoreLimits(600, 0, 1 << 20))) {
            store.read(WEEK, answer -> answers.add(new String(answer, StandardCharsets.UTF_8)));
        }
        return answers;
    }
}
