package dev.limpid.counter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.ProgramRunner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks as another process sees them. */
class InUseLockTest {
    @TempDir
    Path folder;

    private File countFile;

    @BeforeEach
    void nameOne() {
        countFile = folder.resolve("tool.v1.count").toFile();
    }

    @Test
    void share_isSeenByOthersUntilTheLastHolderEnds() throws Exception {
        InUseLock first = InUseLock.share(countFile);
        InUseLock second = InUseLock.share(countFile);
        assertThat(another("isShared")).isEqualTo("true");

        first.release();
        assertThat(another("isShared")).isEqualTo("true");

        second.release();
        assertThat(another("isShared")).isEqualTo("false");
    }

    @Test
    void share_ofOneFile_isNotOfItsNeighbour() throws Exception {
        InUseLock neighbour = InUseLock.share(folder.resolve("other.v1.count").toFile());

        assertThat(another("isShared")).isEqualTo("false");

        neighbour.release();
    }

    @Test
    void fold_isRefusedToOthersUntilItEnds() throws Exception {
        InUseLock counting = InUseLock.share(countFile);
        InUseLock folding = InUseLock.tryFold(countFile);
        assertThat(folding).isNotNull();
        assertThat(another("fold")).isEqualTo("false");
        assertThat(InUseLock.tryFold(countFile)).isNull();

        folding.release();
        assertThat(another("fold")).isEqualTo("true");
        assertThat(another("isShared")).isEqualTo("true");

        counting.release();
    }

    /** What another process finds. */
    private String another(String question) throws IOException, InterruptedException {
        ProgramRunner.Result asked = ProgramRunner.of(Asking.class).run(question, countFile.getPath());
        assertThat(asked.err()).isEmpty();
        return asked.out().trim();
    }

    /** Checks whether a count file is in use, or tries to get the lock for folding. */
    static final class Asking {
        private Asking() {}

        /** The program. */
        public static void main(String[] args) {
            File countFile = new File(args[1]);
            System.out.println(
                    args[0].equals("fold") ? InUseLock.tryFold(countFile) != null : InUseLock.isShared(countFile));
        }
    }
}
