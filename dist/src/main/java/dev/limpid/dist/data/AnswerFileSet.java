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
 * Files of published answers that were read completely once, so they are known to be whole and to contain only answers.
 * The SQL engine does not check this: it reads what it can of a truncated file, without an error.
 *
 * @param packed the files that are compressed with zstd
 * @param plain the others
 */
record AnswerFileSet(List<Path> packed, List<Path> plain) {

    private static final int MAGIC = 4;

    AnswerFileSet {
        packed = List.copyOf(packed);
        plain = List.copyOf(plain);
    }

    /**
     * Reads the named files, and the files in named folders.
     *
     * @throws IOException if a file is missing or is not as published, if two are about one week, or if they contain no
     *     answers
     */
    static AnswerFileSet read(List<Path> named) throws IOException {
        List<Path> files = list(named);
        if (AnswerFiles.fold(new QuestionPlan(List.of(), List.of()), files, AnswerFiles.allProcessors())
                .weeks()
                .isEmpty()) {
            throw new IOException("there are no answers in " + files.get(0)
                    + (files.size() == 1 ? "" : " and the " + (files.size() - 1) + " others"));
        }
        List<Path> packed = new ArrayList<>();
        List<Path> plain = new ArrayList<>();
        for (Path file : files) {
            (isPacked(file) ? packed : plain).add(file.toAbsolutePath().normalize());
        }
        return new AnswerFileSet(packed, plain);
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

    /** Decides by the contents, not by the name. */
    private static boolean isPacked(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(MAGIC);
            return magic.length == MAGIC && magic[0] == 0x28 && (magic[1] & 0xFF) == 0xB5;
        }
    }
}
