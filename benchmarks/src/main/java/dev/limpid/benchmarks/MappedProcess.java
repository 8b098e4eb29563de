package dev.limpid.benchmarks;

import dev.limpid.counter.Counter;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * This process with a temporary home and its count file mapped. All threads of a benchmark share one, and the last closes it: with
 * several, it would not be clear where an event is counted.
 */
final class MappedProcess implements AutoCloseable {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static @Nullable MappedProcess running;

    private final Path folder;
    private int users;
    private final Telemetry telemetry;
    private final ByteBuffer bare;

    private MappedProcess(Path folder, Telemetry telemetry, ByteBuffer bare) {
        this.folder = folder;
        this.telemetry = telemetry;
        this.bare = bare;
    }

    static synchronized MappedProcess start() throws IOException {
        MappedProcess process = running;
        if (process == null) {
            process = make();
            running = process;
        }
        process.users++;
        return process;
    }

    private static MappedProcess make() throws IOException {
        System.setProperty("limpid.map.after", "1");
        Path folder = Files.createTempDirectory("limpid-benchmark");
        Telemetry telemetry = Telemetry.start(TelemetryOptions.builder()
                .home(TelemetryHome.at("benchmark", folder))
                .environment(Environment.of(
                        Map.of(), Map.of(), folder.resolve("none").toFile()))
                .program("benchmark.example.org/benchmark", "1.0.0")
                .ownPackages("")
                .build());
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("bare").toFile(), "rw")) {
            return new MappedProcess(
                    folder, telemetry, file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 16384));
        }
    }

    /**
     * Counts until the counter's count is in the mapped file. It counts rarely, since each of these events takes the path of a young
     * process: after a few hundred of them, OpenJDK 17 compiles that path into the increment, which is then called instead of inlined.
     */
    void awaitMapped(Counter counter) {
        while (!counter.isMapped()) {
            counter.increment();
            LockSupport.parkNanos(1_000_000);
        }
    }

    long bareGetAndAdd() {
        return (long) LONGS.getAndAdd(bare, 1024, 1L);
    }

    @Override
    public void close() throws IOException {
        synchronized (MappedProcess.class) {
            if (--users > 0) {
                return;
            }
            running = null;
        }
        telemetry.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
