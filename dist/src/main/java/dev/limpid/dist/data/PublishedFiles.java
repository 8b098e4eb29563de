package dev.limpid.dist.data;

import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.server.publish.file.AnswerFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of published answers that were read once, to the end: whole, and nothing but answers. The SQL engine cannot be
 * left to find that out; of a file that was cut it reads what it can, and says nothing.
 *
 * @param packed those that are compressed with zstd
 * @param plain the others
 */
record PublishedFiles(List<Path> packed, List<Path> plain) {

    private static final int MAGIC = 4;

    PublishedFiles {
        packed = List.copyOf(packed);
        plain = List.copyOf(plain);
    }

    /**
     * The files that are named, and those in folders that are named.
     *
     * @throws IOException if one is not there, is not what was published, if two are about one week, or if all of them hold no answer
     */
    static PublishedFiles read(List<Path> named) throws IOException {
        List<Path> files = list(named);
        if (AnswerFiles.fold(new QuestionPlan(List.of(), List.of()), files, AnswerFiles.allProcessors())
                .weeks()
                .isEmpty()) {
            throw new IOException("there is no answer in " + files.get(0)
                    + (files.size() == 1 ? "" : " and the " + (files.size() - 1) + " others"));
        }
        List<Path> packed = new ArrayList<>();
        List<Path> plain = new ArrayList<>();
        for (Path file : files) {
            (isPacked(file) ? packed : plain).add(file.toAbsolutePath().normalize());
        }
        return new PublishedFiles(packed, plain);
    }

    private static List<Path> list(List<Path> named) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> all = Files.list(path)) {
                    all.filter(file -> file.toString().endsWith(".ndjson.zst")
                                    || file.toString().endsWith(".ndjson"))
                            .sorted()
                            .forEach(files::add);
                }
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new NoSuchFileException(path.toString());
            }
        }
        if (files.isEmpty()) {
            throw new IOException("there are no .ndjson.zst files in " + named);
        }
        return files;
    }

    /** By what is in it, not by its name. */
    private static boolean isPacked(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(MAGIC);
            return magic.length == MAGIC && magic[0] == 0x28 && (magic[1] & 0xFF) == 0xB5;
        }
    }
}
