package dev.limpid.server.publish.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.server.publish.SampleCollection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerFilesTest {

    private static final LocalDate WEEK = LocalDate.parse("2026-08-17");
    private static final QuestionPlan PLAN = SampleCollection.decided().plan();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void interruptedCaller_readsAllTheSame_andStaysInterrupted() throws IOException {
        AnswerFold expected = new AnswerFold(PLAN);
        byte[] lines = lines(new Random(5), 100, expected);
        Path file = Files.write(folder.resolve("2026-08-17.ndjson.zst"), Zstd.compress(lines));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        AnswerFold fold;
        Thread.currentThread().interrupt();
        try {
            fold = AnswerFiles.fold(PLAN, List.of(file), 2);
            AnswerFiles.lines(file, line -> {
                read.write(line);
                read.write('\n');
            });
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(charts(fold)).isEqualTo(charts(expected));
        assertThat(read.size()).isBetween(lines.length, lines.length + 1);
    }

    @RepeatedTest(12)
    void fold_isTheSameHoweverTheLinesAreCutAndPacked(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        AnswerFold expected = new AnswerFold(PLAN);
        byte[] lines = lines(random, 1 + random.nextInt(400), expected);
        Path file = folder.resolve("2026-08-17.ndjson");
        try (OutputStream out = Files.newOutputStream(file)) {
            int kind = random.nextInt(4);
            for (int from = 0; from < lines.length; ) {
                int to = Math.min(lines.length, from + 1 + random.nextInt(kind == 0 ? lines.length : 5000));
                out.write(packed(Arrays.copyOfRange(lines, from, to), kind, random));
                from = to;
            }
        }

        AnswerFold fold = AnswerFiles.fold(PLAN, List.of(file), 1 + random.nextInt(3));

        assertThat(charts(fold)).isEqualTo(charts(expected));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        AnswerFiles.lines(file, line -> {
            again.write(line);
            again.write('\n');
        });
        assertThat(again.toByteArray()).isEqualTo(lines.length == again.size() ? lines : withEnd(lines));
    }

    /**
     * Kind 3 is not compressed; in kind 2, frames do not declare the length of their content, and some are skippable.
     */
    private static byte[] packed(byte[] part, int kind, Random random) throws IOException {
        if (kind == 3) {
            return part;
        }
        if (kind < 2) {
            return Zstd.compress(part);
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        if (random.nextInt(3) == 0) {
            frame.write(new byte[] {0x51, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 9, 9, 9});
        }
        try (ZstdOutputStream out = new ZstdOutputStream(frame)) {
            out.write(part);
        }
        return frame.toByteArray();
    }

    @Test
    void fold_ofATornOrChangedFileNamesIt() throws IOException {
        byte[] whole = Zstd.compress(lines(new Random(1), 100, new AnswerFold(PLAN)));
        Path file = folder.resolve("torn.ndjson.zst");
        for (int cut = 5; cut < whole.length; cut += 41) {
            Files.write(file, Arrays.copyOf(whole, cut));
            assertThatThrownBy(() -> AnswerFiles.fold(PLAN, List.of(file), 2))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("torn.ndjson.zst");
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 6);
        Files.write(file, longer);
        assertThatThrownBy(() -> AnswerFiles.fold(PLAN, List.of(file), 2))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("corrupt at byte " + whole.length);
    }

    private static byte[] lines(Random random, int count, AnswerFold fold) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            PublishedAnswer line = new PublishedAnswer(SampleCollection.answer(WEEK, random), 1 + random.nextInt(9));
            fold.add(line);
            lines.write(line.toJson());
            lines.write('\n');
        }
        byte[] all = lines.toByteArray();
        // The last line may lack its line feed.
        return random.nextBoolean() ? all : Arrays.copyOf(all, all.length - 1);
    }

    private static byte[] withEnd(byte[] lines) {
        byte[] ended = Arrays.copyOf(lines, lines.length + 1);
        ended[lines.length] = '\n';
        return ended;
    }

    private static byte[] charts(AnswerFold fold) {
        return ChartSetCodec.toJson(new ChartSetBuilder(fold, "c", SampleCollection.CONFIG).build(Period.week(WEEK)));
    }
}
