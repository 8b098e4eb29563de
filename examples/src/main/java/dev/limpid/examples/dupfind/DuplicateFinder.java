package dev.limpid.examples.dupfind;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds groups of files with the same bytes: compares sizes first, and SHA-256 only among files of the same size. Does not follow
 * links.
 */
final class DuplicateFinder {

    /**
     * Files with the same content.
     *
     * @param size the length of each in bytes
     * @param files at least two, sorted
     */
    record Group(long size, List<Path> files) {
        Group {
            files = List.copyOf(files);
        }

        /** The bytes that all of them but one take up. */
        long wasted() {
            return size * (files.size() - 1);
        }
    }

    /** What a search found, and the files that it could not read. */
    record Result(int filesSeen, List<Group> groups, List<String> unreadable) {
        Result {
            groups = List.copyOf(groups);
            unreadable = List.copyOf(unreadable);
        }
    }

    private final long smallest;
    private final List<String> unreadable = new ArrayList<>();
    private final TreeMap<Long, List<Path>> bySize = new TreeMap<>(Comparator.reverseOrder());
    private int filesSeen;

    /** Creates a search that ignores files with fewer bytes than this. */
    DuplicateFinder(long smallest) {
        this.smallest = smallest;
    }

    Result find(List<Path> roots) throws IOException {
        for (Path root : roots) {
            collect(root);
        }
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<Long, List<Path>> sameSize : bySize.entrySet()) {
            if (sameSize.getValue().size() > 1) {
                groups.addAll(sameContent(sameSize.getKey(), sameSize.getValue()));
            }
        }
        groups.sort(Comparator.comparingLong(Group::wasted).reversed());
        return new Result(filesSeen, groups, unreadable);
    }

    private void collect(Path root) throws IOException {
        if (!Files.exists(root)) {
            throw new NoSuchFileException(root.toString(), null, "no such folder");
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && attributes.size() >= smallest) {
                    filesSeen++;
                    bySize.computeIfAbsent(attributes.size(), size -> new ArrayList<>())
                            .add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                unreadable.add(String.valueOf(e.getMessage()));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private List<Group> sameContent(long size, List<Path> files) {
        Map<String, List<Path>> byDigest = new TreeMap<>();
        for (Path file : files) {
            try {
                byDigest.computeIfAbsent(digest(file), digest -> new ArrayList<>())
                        .add(file);
            } catch (IOException e) {
                unreadable.add(file + ": " + e.getMessage());
            }
        }
        List<Group> groups = new ArrayList<>();
        for (List<Path> same : byDigest.values()) {
            if (same.size() > 1) {
                same.sort(Comparator.naturalOrder());
                groups.add(new Group(size, same));
            }
        }
        return groups;
    }

    private static String digest(Path file) throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                sha256.update(buffer, 0, length);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
