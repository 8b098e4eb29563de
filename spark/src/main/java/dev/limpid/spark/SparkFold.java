package dev.limpid.spark;

import com.github.luben.zstd.ZstdInputStream;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.protocol.json.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.input.PortableDataStream;
import scala.Tuple2;

/**
 * Folds files of answers, one file per week and a few files per task, and merges the folds in a tree. Tasks pass on folds, whose size
 * depends on the charts and the weeks, not on the number of answers. Merging is commutative and associative to the bit, so it does not
 * matter which task read which file.
 */
final class SparkFold {

    private static final int DEPTH = 3;
    private static final int BLOCK = 1 << 16;

    /** Receives each line of a file. */
    private interface LineSink {
        void line(byte[] line) throws MalformedJsonException;
    }

    private SparkFold() {}

    /**
     * The fold of all answers.
     *
     * @param inputs files or folders on any file system that the cluster can read; {@code *} matches any name
     */
    static AnswerFold fold(JavaSparkContext spark, PlanSource source, List<String> inputs) throws IOException {
        Broadcast<PlanSource> plan = spark.broadcast(source);
        byte[] empty = new AnswerFold(source.plan()).toBytes();
        byte[] fold = spark.binaryFiles(String.join(",", inputs))
                .mapPartitions(files -> List.of(foldFiles(plan.value(), files)).iterator())
                .treeAggregate(
                        empty,
                        (one, other) -> merge(plan.value(), one, other),
                        (one, other) -> merge(plan.value(), one, other),
                        DEPTH);
        return AnswerFold.fromBytes(source.plan(), fold);
    }

    private static byte[] merge(PlanSource source, byte[] one, byte[] other) throws IOException {
        AnswerFold fold = AnswerFold.fromBytes(source.plan(), one);
        merge(fold, AnswerFold.fromBytes(source.plan(), other));
        return fold.toBytes();
    }

    /** If two revisions of a week were merged, most answers would count twice. */
    private static void merge(AnswerFold fold, AnswerFold other) throws IOException {
        SortedSet<LocalDate> both = other.weeks();
        both.retainAll(fold.weeks());
        if (!both.isEmpty()) {
            throw new IOException("two files contain answers about " + both.first() + ", expected one file a week");
        }
        fold.merge(other);
    }

    private static byte[] foldFiles(PlanSource source, Iterator<Tuple2<String, PortableDataStream>> files)
            throws IOException {
        AnswerFold all = new AnswerFold(source.plan());
        while (files.hasNext()) {
            Tuple2<String, PortableDataStream> file = files.next();
            try {
                MessageDigest content = sha256();
                read(file, line -> {
                    content.update(line);
                    content.update((byte) '\n');
                });
                // The week's digest chooses the stacks that are examined, since no sender of an answer can know it.
                AnswerFold fold = new AnswerFold(source.plan(), content.digest());
                read(file, line -> fold.add(line, 0, line.length));
                merge(all, fold);
            } catch (MalformedJsonException e) {
                throw new IOException(file._1() + ": " + e.getMessage(), e);
            }
        }
        return all.toBytes();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void read(Tuple2<String, PortableDataStream> file, LineSink sink)
            throws IOException, MalformedJsonException {
        try (InputStream raw = file._2().open();
                InputStream in = file._1().endsWith(".zst") ? new ZstdInputStream(raw) : raw) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                int from = 0;
                for (int i = 0; i < read; i++) {
                    if (block[i] == '\n') {
                        line.write(block, from, i - from);
                        give(line, sink);
                        from = i + 1;
                    }
                }
                line.write(block, from, read - from);
            }
            give(line, sink);
        }
    }

    private static void give(ByteArrayOutputStream line, LineSink sink) throws MalformedJsonException {
        byte[] bytes = line.toByteArray();
        line.reset();
        if (bytes.length > 0) {
            sink.line(bytes);
        }
    }
}
