package dev.limpid.uploader.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.json.MalformedJsonException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy of what was sent, line by line, and files that are moved out of the way. */
class SentAnswersTest {

    private static final String ANSWER =
            "{\"Week\":\"2026-11-16\",\"Config\":\"v1.0.0\",\"Chart\":\"example.org/tool/a\""
                    + ",\"Builds\":[{\"Version\":\"1.0\",\"Counts\":{\"tool/a\":1}}]}";

    private Path folder;
    private Path copy;

    @BeforeEach
    void makeFolder(@TempDir Path folder) {
        this.folder = folder;
        copy = folder.resolve("2026-11-20.ndjson");
    }

    @Test
    void answers_areAddedOnce_eachOnASeparateLine() throws Exception {
        assertThat(SentAnswers.read(copy).lines()).isEmpty();
        SentAnswers.add(copy, ANSWER);
        SentAnswers.add(copy, "{}");
        SentAnswers.add(copy, ANSWER);
        assertThat(copy).content().isEqualTo(ANSWER + "\n{}\n");
        Files.writeString(copy, "torn");
        SentAnswers.add(copy, ANSWER);
        assertThat(copy).content().isEqualTo("torn\n" + ANSWER + "\n");
        assertThat(SentAnswers.read(copy).lines()).containsExactly("torn", ANSWER);
    }

    @Test
    void copy_isReadAsAnswers_unlessSomebodyChangedIt() throws Exception {
        SentAnswers.add(copy, ANSWER);
        assertThat(SentAnswers.read(copy).answers())
                .singleElement()
                .extracting(Answer::chart)
                .isEqualTo("example.org/tool/a");
        SentAnswers.add(copy, "nonsense");
        SentAnswers changed = SentAnswers.read(copy);
        assertThatThrownBy(changed::answers).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void filesWithTheSameName_areMovedAsideUnderDifferentNames() throws Exception {
        HomeLayout files = new HomeLayout(TelemetryHome.at("test", folder));
        Files.createDirectories(files.folder());
        for (String name : new String[] {"a.note", "2-a.note", "3-a.note"}) {
            Path file = Files.writeString(files.folder().resolve("a.note"), name);
            assertThat(Quarantine.moveAside(files, file, "because of " + name)).hasFileName(name);
            assertThat(file).doesNotExist();
            assertThat(files.damaged().resolve(name)).content().isEqualTo(name);
            assertThat(files.damaged().resolve(name + ".reason.txt")).content().isEqualTo("because of " + name + "\n");
        }
    }
}
