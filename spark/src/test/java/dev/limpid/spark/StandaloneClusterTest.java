package dev.limpid.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.charts.result.IncompleteWeeks;
import dev.limpid.protocol.question.CollectionConfig;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's setup: a cluster of several machines, and published weeks in an object store. */
class StandaloneClusterTest {
    private static final LocalDate LAST = LocalDate.parse("2026-08-17");
    private static final int WEEKS = 6;
    private static final int MACHINES = 100;
    private static final int MEGABYTES = 512;

    @TempDir
    private Path folder = Path.of("");

    private @Nullable S3Proxy store;
    private Map<String, String> settings = Map.of();
    private String bucket = "";

    @BeforeEach
    void openStore() throws Exception {
        Path objects = Files.createDirectories(folder.resolve("objects"));
        Files.createDirectories(objects.resolve("telemetry"));
        S3Proxy opened = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(objects.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "identity", "secret")
                .build();
        store = opened;
        opened.start();
        bucket = "s3a://telemetry/";
        settings = new TreeMap<>(Map.of(
                "spark.hadoop.fs.s3a.endpoint", "http://127.0.0.1:" + opened.getPort(),
                "spark.hadoop.fs.s3a.endpoint.region", "us-east-1",
                "spark.hadoop.fs.s3a.path.style.access", "true",
                "spark.hadoop.fs.s3a.access.key", "identity",
                "spark.hadoop.fs.s3a.secret.key", "secret",
                // One task for each of these small files, as for large ones by default.
                "spark.files.maxPartitionBytes", "1",
                "spark.files.openCostInBytes", "1"));
    }

    @AfterEach
    void closeStore() throws Exception {
        if (store != null) {
            store.stop();
        }
    }

    @Test
    void charts_areTheSameBytes_alsoWhereAWorkerIsKilledInTheMidst() throws Exception {
        CollectionConfig config = SyntheticWeeks.config("v1.0.0", 1);
        byte[] expected = publish(config);
        AtomicBoolean killed = new AtomicBoolean();
        List<String> said = new ArrayList<>();
        try (SparkCluster cluster =
                new SparkCluster(Path.of(System.getProperty("limpid.spark.home")), folder, 2, MEGABYTES)) {
            int ended = cluster.submit(
                    MEGABYTES,
                    settings,
                    line -> {
                        said.add(line);
                        // The first of several files: others are being read, and what was read is lost with the
                        // machine.
                        if (line.contains("Finished task") && !killed.getAndSet(true)) {
                            cluster.kill(0);
                        }
                    },
                    Path.of(System.getProperty("limpid.spark.jar")),
                    "--collection",
                    "example.org",
                    "--config",
                    bucket + "config/v1.0.0.zip",
                    "--output",
                    bucket + "charts",
                    bucket + "data/*.ndjson.zst");

            assertThat(ended).as(String.join("\n", said)).isZero();
        }
        assertThat(said).as("the driver lost an executor").anyMatch(line -> line.contains("Lost executor"));
        assertThat(read(bucket + "charts/" + period().name() + ".json")).isEqualTo(expected);
    }

    /** Puts weeks and their configuration into the bucket; returns the charts that one machine makes from them. */
    private byte[] publish(CollectionConfig config) throws Exception {
        QuestionPlan plan = new QuestionPlan(SyntheticWeeks.charts(), List.of(config));
        AnswerFold fold = new AnswerFold(plan);
        Random random = new Random(8);
        for (int week = 0; week < WEEKS; week++) {
            LocalDate monday = LAST.minusWeeks(week);
            byte[] lines = SyntheticWeeks.lines(monday, List.of(config), MACHINES, random);
            AnswerFold one =
                    new AnswerFold(plan, MessageDigest.getInstance("SHA-256").digest(lines));
            int from = 0;
            for (int at = 0; at < lines.length; at++) {
                if (lines[at] == '\n') {
                    one.add(lines, from, at);
                    from = at + 1;
                }
            }
            fold.merge(one);
            write(bucket + "data/" + monday + ".ndjson.zst", Zstd.compress(lines));
        }
        write(bucket + "config/v1.0.0.zip", Files.readAllBytes(SyntheticWeeks.module(folder, config)));
        return ChartSetCodec.toJson(
                new ChartSetBuilder(fold, "example.org", "v1.0.0", IncompleteWeeks.of(List.of(), List.of()))
                        .build(period()));
    }

    private static Period period() {
        return Period.of(LAST.minusWeeks(WEEKS - 1), LAST.plusDays(6));
    }

    private void write(String object, byte[] content) throws Exception {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(object);
        try (FileSystem files = FileSystem.newInstance(path.toUri(), hadoop());
                var out = files.create(path, true)) {
            out.write(content);
        }
    }

    private byte[] read(String object) throws Exception {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(object);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (FileSystem files = FileSystem.newInstance(path.toUri(), hadoop());
                var in = files.open(path)) {
            in.transferTo(content);
        }
        return content.toByteArray();
    }

    private Configuration hadoop() {
        Configuration hadoop = new Configuration();
        settings.forEach((name, value) -> {
            if (name.startsWith("spark.hadoop.")) {
                hadoop.set(name.substring("spark.hadoop.".length()), value);
            }
        });
        return hadoop;
    }
}
