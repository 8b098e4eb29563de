package dev.limpid.benchmarks.publish;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.report.Report;
import dev.limpid.server.publish.file.DataFile;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the answers of machines in one file per chart, and writes them as they are published: each distinct answer once, sorted by
 * bytes. A week's answers have the same beginning up to the chart, so sorting keeps charts together. Mutable, for one thread.
 */
final class AnswerFileWriter implements Closeable {

    private final Path folder;
    private final CollectionConfig config;
    private final SortedMap<String, DataOutputStream> charts = new TreeMap<>();
    private long answers;
    private long bytes;

    AnswerFileWriter(Path folder, CollectionConfig config) throws IOException {
        this.folder = folder;
        this.config = config;
        for (CollectionConfig.Program program : config.programs()) {
            for (var question : program.questions()) {
                String chart = CollectionConfig.chart(program, question);
                charts.put(
                        chart,
                        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file(chart)), 1 << 16)));
            }
        }
    }

    private Path file(String chart) {
        return folder.resolve(chart.replace('/', '-') + ".answers");
    }

    /** Adds a machine's answers to all questions, with every machine asked. */
    void add(Report local) throws IOException {
        for (Map.Entry<String, DataOutputStream> chart : charts.entrySet()) {
            Answer answer = config.answer(chart.getKey(), local).orElse(null);
            if (answer != null) {
                byte[] json = AnswerCodec.toJson(answer);
                chart.getValue().writeInt(json.length);
                chart.getValue().write(json);
                answers++;
                bytes += json.length;
            }
        }
    }

    long answers() {
        return answers;
    }

    /** The total size of all answers as sent, without HTTP overhead. */
    long bytes() {
        return bytes;
    }

    /** Writes all answers, and deletes the temporary files. */
    void publish(DataFile to) throws IOException {
        close();
        for (String chart : charts.keySet()) {
            Map<String, long[]> distinct = new HashMap<>();
            ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file(chart)));
            while (all.hasRemaining()) {
                byte[] json = new byte[all.getInt()];
                all.get(json);
                // Strings in this character set sort like their bytes.
                distinct.computeIfAbsent(new String(json, StandardCharsets.ISO_8859_1), any -> new long[1])[0]++;
            }
            for (Map.Entry<String, long[]> line : new TreeMap<>(distinct).entrySet()) {
                to.answer(line.getKey().getBytes(StandardCharsets.ISO_8859_1), line.getValue()[0]);
            }
            Files.delete(file(chart));
        }
    }

    @Override
    public void close() throws IOException {
        for (DataOutputStream chart : charts.values()) {
            chart.close();
        }
    }
}
