package dev.limpid.server.publish;

import com.github.luben.zstd.ZstdInputStream;
import dev.limpid.charts.ChartFold;
import dev.limpid.charts.ChartPlan;
import dev.limpid.protocol.report.MalformedReportException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads files of published reports, {@code .ndjson} or {@code .ndjson.zst}, with several threads and in memory that does
 * not depend on their size.
 */
public final class ReportFiles {

    private ReportFiles() {}

    /** As many threads as there are processors. */
    public static int allProcessors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Adds all reports of all files to a fold; the result does not depend on the number of threads.
     *
     * @throws CorruptDataException if a file is not what was published
     */
    public static ChartFold fold(ChartPlan plan, List<Path> files, int threads) throws IOException {
        List<OpenFile> open = new ArrayList<>();
        try {
            for (Path file : files) {
                open.add(OpenFile.open(file));
            }
            List<Task> tasks = new ArrayList<>();
            for (OpenFile file : open) {
                for (int piece = 0; piece < file.pieces().size(); piece++) {
                    tasks.add(new Task(file, piece));
                }
            }
            ChartFold fold = read(plan, tasks, threads);
            for (OpenFile file : open) {
                stitch(file, fold);
            }
            return fold;
        } finally {
            for (OpenFile file : open) {
                file.channel().close();
            }
        }
    }

    private record OpenFile(Path path, FileChannel channel, List<FilePiece> pieces, PieceReader.Ends[] ends) {

        private static OpenFile open(Path path) throws IOException {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                List<FilePiece> pieces = FilePiece.of(path, channel);
                return new OpenFile(path, channel, pieces, new PieceReader.Ends[pieces.size()]);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    private record Task(OpenFile file, int piece) {}

    private static ChartFold read(ChartPlan plan, List<Task> tasks, int threads) throws IOException {
        AtomicInteger next = new AtomicInteger();
        Callable<ChartFold> work = () -> {
            try (PieceReader reader = new PieceReader(new ChartFold(plan))) {
                for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
                    Task task = tasks.get(i);
                    OpenFile file = task.file();
                    file.ends()[task.piece()] = reader.read(
                            file.path(), file.channel(), file.pieces().get(task.piece()));
                }
                return reader.fold();
            }
        };
        ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, threads));
        try {
            List<Future<ChartFold>> running = new ArrayList<>();
            for (int i = 0; i < Math.max(1, Math.min(threads, tasks.size())); i++) {
                running.add(executor.submit(work));
            }
            ChartFold fold = running.get(0).get();
            for (Future<ChartFold> other : running.subList(1, running.size())) {
                fold.merge(other.get());
            }
            return fold;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading reports", e);
        } finally {
            executor.shutdownNow();
        }
    }

    private static void stitch(OpenFile file, ChartFold fold) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (PieceReader.Ends ends : file.ends()) {
            line.write(ends.head());
            if (ends.whole()) {
                add(file, line, fold);
                line.write(ends.tail());
            }
        }
        add(file, line, fold);
    }

    private static void add(OpenFile file, ByteArrayOutputStream line, ChartFold fold) throws IOException {
        byte[] bytes = line.toByteArray();
        line.reset();
        try {
            if (bytes.length > 0) {
                fold.add(bytes, 0, bytes.length);
            }
        } catch (MalformedReportException e) {
            throw new CorruptDataException(file.path() + ": " + e.getMessage(), e);
        }
    }

    /** Shows every line of a file, in order. */
    static void lines(Path file, LineSink sink) throws IOException {
        try (InputStream in = open(file)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] block = new byte[1 << 16];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                int from = 0;
                for (int i = 0; i < read; i++) {
                    if (block[i] == '\n') {
                        line.write(block, from, i - from);
                        sink.line(line.toByteArray());
                        line.reset();
                        from = i + 1;
                    }
                }
                line.write(block, from, read - from);
            }
            if (line.size() > 0) {
                sink.line(line.toByteArray());
            }
        }
    }

    /** The lines of a file as one stream, unpacked if they are compressed. */
    static InputStream open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(Integer.BYTES);
        byte[] magic = in.readNBytes(Integer.BYTES);
        in.reset();
        boolean compressed = magic.length == Integer.BYTES && magic[0] == 0x28 && (magic[1] & 0xFF) == 0xB5;
        return compressed ? new ZstdInputStream(in).setContinuous(false) : in;
    }
}
