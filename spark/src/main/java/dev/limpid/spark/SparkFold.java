package dev.limpid.spark;

import com.github.luben.zstd.ZstdInputStream;
import dev.limpid.charts.ChartFold;
import dev.limpid.protocol.report.MalformedReportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.input.PortableDataStream;
import scala.Tuple2;

/**
 * Folds files of reports with one task for a few files each, and merges the folds in a tree. What the tasks hand on are
 * folds, whose size depends on the charts and the days, not on the number of reports; and since merging them is
 * commutative and associative to the bit, it does not matter which task read what.
 */
final class SparkFold {

    private static final int DEPTH = 3;
    private static final int BLOCK = 1 << 16;

    private SparkFold() {}

    /**
     * The fold of all reports.
     *
     * @param inputs files or folders, on any file system that the cluster reads; {@code *} stands for any name
     */
    static ChartFold fold(JavaSparkContext spark, PlanSource source, List<String> inputs) throws IOException {
        Broadcast<PlanSource> plan = spark.broadcast(source);
        byte[] empty = new ChartFold(source.plan()).toBytes();
        byte[] fold = spark.binaryFiles(String.join(",", inputs))
                .mapPartitions(files -> List.of(foldFiles(plan.value(), files)).iterator())
                .treeAggregate(
                        empty,
                        (one, other) -> merge(plan.value(), one, other),
                        (one, other) -> merge(plan.value(), one, other),
                        DEPTH);
        return ChartFold.ofBytes(source.plan(), fold);
    }

    private static byte[] merge(PlanSource source, byte[] one, byte[] other) throws IOException {
        ChartFold fold = ChartFold.ofBytes(source.plan(), one);
        fold.merge(ChartFold.ofBytes(source.plan(), other));
        return fold.toBytes();
    }

    private static byte[] foldFiles(PlanSource source, Iterator<Tuple2<String, PortableDataStream>> files)
            throws IOException {
        ChartFold fold = new ChartFold(source.plan());
        while (files.hasNext()) {
            Tuple2<String, PortableDataStream> file = files.next();
            try (InputStream raw = file._2().open();
                    InputStream in = file._1().endsWith(".zst") ? new ZstdInputStream(raw) : raw) {
                addLines(in, fold);
            } catch (MalformedReportException e) {
                throw new IOException(file._1() + ": " + e.getMessage(), e);
            }
        }
        return fold.toBytes();
    }

    private static void addLines(InputStream in, ChartFold fold) throws IOException, MalformedReportException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] block = new byte[BLOCK];
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            int from = 0;
            for (int i = 0; i < read; i++) {
                if (block[i] == '\n') {
                    line.write(block, from, i - from);
                    add(line, fold);
                    from = i + 1;
                }
            }
            line.write(block, from, read - from);
        }
        add(line, fold);
    }

    private static void add(ByteArrayOutputStream line, ChartFold fold) throws MalformedReportException {
        byte[] bytes = line.toByteArray();
        line.reset();
        if (bytes.length > 0) {
            fold.add(bytes, 0, bytes.length);
        }
    }
}
