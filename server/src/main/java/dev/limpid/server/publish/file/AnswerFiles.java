package dev.limpid.server.publish.file;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.server.file.Uninterruptibly;
import dev.limpid.tlog.Sha256;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Reads files of published answers, {@code .ndjson} or {@code .ndjson.zst}, with several threads and in memory that does
 * not depend on their size. A caller that is interrupted stays interrupted, and still reads everything.
 */
public final class AnswerFiles {

    private AnswerFiles() {}

    /** As many threads as there are processors. */
    public static int allProcessors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Adds all answers of all files to a fold; the result does not depend on the number of threads.
     *
     * @throws CorruptDataException if a file is not what was published, or two files are about one week: with two
     *     revisions, most answers would count twice
     */
    public static AnswerFold fold(QuestionPlan plan, List<Path> files, int threads) throws IOException {
        return Uninterruptibly.read(() -> foldAll(plan, files, threads));
    }

    private static AnswerFold foldAll(QuestionPlan plan, List<Path> files, int threads) throws IOException {
        AnswerFold all = new AnswerFold(plan);
        Map<LocalDate, Path> seen = new HashMap<>();
        for (Path file : files) {
            AnswerFold week;
            try (OpenFile open = OpenFile.open(file)) {
                week = fold(plan, open, contentSha256(file), threads);
            }
            for (LocalDate monday : week.weeks()) {
                Path other = seen.putIfAbsent(monday, file);
                if (other != null) {
                    throw new CorruptDataException(file + " contains answers about " + monday + ", as " + other
                            + " does, expected one file per week");
                }
            }
            all.merge(week);
        }
        return all;
    }

    /**
     * The fold of a week's file. With the digest, the file is read only once instead of twice.
     *
     * @param contentSha256 the digest of its lines, from the index
     * @throws CorruptDataException if the file is not what was published
     */
    public static AnswerFold fold(QuestionPlan plan, Path path, String contentSha256, int threads) throws IOException {
        return Uninterruptibly.read(() -> {
            try (OpenFile file = OpenFile.open(path)) {
                return fold(plan, file, contentSha256, threads);
            }
        });
    }

    private static AnswerFold fold(QuestionPlan plan, OpenFile file, String contentSha256, int threads)
            throws IOException {
        byte[] key = HexFormat.of().parseHex(contentSha256);
        List<Task> tasks = new ArrayList<>();
        for (int piece = 0; piece < file.pieces().size(); piece++) {
            tasks.add(new Task(file, piece));
        }
        AnswerFold fold = read(() -> new AnswerFold(plan, key), tasks, threads);
        stitch(file, fold);
        return fold;
    }

    /** The digest of a file's lines, independent of their compression. */
    private static String contentSha256(Path file) throws IOException {
        MessageDigest content = Sha256.digest();
        byte[] block = new byte[1 << 16];
        byte last = '\n';
        try (InputStream in = open(file)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                content.update(block, 0, read);
                last = read > 0 ? block[read - 1] : last;
            }
        } catch (EOFException | ZstdIOException e) {
            throw new CorruptDataException(file + " cannot be unpacked: " + e.getMessage(), e);
        }
        if (last != '\n') {
            content.update((byte) '\n'); // an editor has removed the last line end
        }
        return HexFormat.of().formatHex(content.digest());
    }

    private record OpenFile(Path path, FileChannel channel, List<FilePiece> pieces, PieceReader.Ends[] ends)
            implements Closeable {

        private static OpenFile open(Path path) throws IOException {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                List<FilePiece> pieces = FilePiece.of(path, channel);
                return new OpenFile(path, channel, pieces, new PieceReader.Ends[pieces.size()]);
            } catch (IOException | RuntimeException | Error e) { // an Error too: the file would stay open
                channel.close();
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private record Task(OpenFile file, int piece) {}

    private static AnswerFold read(Supplier<AnswerFold> empty, List<Task> tasks, int threads) throws IOException {
        AtomicInteger next = new AtomicInteger();
        Callable<AnswerFold> work = () -> {
            try (PieceReader reader = new PieceReader(empty.get())) {
                for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
                    Task task = tasks.get(i);
                    OpenFile file = task.file();
                    file.ends()[task.piece()] = reader.read(
                            file.path(), file.channel(), file.pieces().get(task.piece()));
                }
                return reader.fold();
            }
        };
        ExecutorService executor =
                Uninterruptibly.pool(Math.max(1, threads), new LinkedBlockingQueue<>(), "limpid-fold");
        try {
            List<Future<AnswerFold>> running = new ArrayList<>();
            for (int i = 0; i < Math.max(1, Math.min(threads, tasks.size())); i++) {
                running.add(executor.submit(work));
            }
            AnswerFold fold = running.get(0).get();
            for (Future<AnswerFold> other : running.subList(1, running.size())) {
                fold.merge(other.get());
            }
            return fold;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread that reads cannot be interrupted", e);
        } finally {
            next.set(tasks.size()); // if one fails, the others need not continue
            executor.shutdown();
        }
    }

    private static void stitch(OpenFile file, AnswerFold fold) throws IOException {
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

    private static void add(OpenFile file, ByteArrayOutputStream line, AnswerFold fold) throws IOException {
        byte[] bytes = line.toByteArray();
        line.reset();
        try {
            if (bytes.length > 0) {
                fold.add(bytes, 0, bytes.length);
            }
        } catch (MalformedJsonException e) {
            throw new CorruptDataException(file.path() + ": " + e.getMessage(), e);
        }
    }

    /** Passes every line of a file to the sink, in order. */
    public static void lines(Path file, LineSink sink) throws IOException {
        try (LineReader lines = new LineReader(open(file))) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                sink.line(line);
            }
        }
    }

    /** The lines of a file as one stream, unpacked if they are compressed. */
    public static InputStream open(Path file) throws IOException {
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        // No channel, which an interrupt would close.
        BufferedInputStream in = new BufferedInputStream(new FileInputStream(file.toFile()), 1 << 16);
        in.mark(Integer.BYTES);
        byte[] magic = in.readNBytes(Integer.BYTES);
        in.reset();
        boolean compressed = magic.length == Integer.BYTES && magic[0] == 0x28 && (magic[1] & 0xFF) == 0xB5;
        return compressed ? new ZstdInputStream(in).setContinuous(false) : in;
    }
}
