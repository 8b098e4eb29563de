package dev.limpid.server.log;

import dev.limpid.server.file.DurableFile;
import dev.limpid.server.http.Request;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import dev.limpid.server.log.serve.LogResource;
import dev.limpid.server.log.serve.MavenEndpoint;
import dev.limpid.server.log.tree.CorruptLogException;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.server.log.tree.PublishedTree;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.tile.Tile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a log as files for any file host: each contains what the server would answer at its path. Heads come last, so
 * that a half-copied export is an old log and not a broken one; files of earlier exports stay, because clients may have
 * heads that need their partial tiles.
 */
public final class LogExport {

    private final PublishedLog log;
    private final Resource resource;

    public LogExport(PublishedLog log) {
        this.log = log;
        this.resource = new LogResource(log);
    }

    /**
     * Writes the log into a folder, which then has the contents of the server's {@code /log/}.
     *
     * @return how many files were written
     */
    public int write(Path folder) throws IOException {
        int written = 0;
        for (String path : paths()) {
            Response answer = resource.get(Request.of("/log/" + path))
                    .filter(found -> found.status() == 200)
                    .orElseThrow(() -> new CorruptLogException("/log/" + path + " does not exist"));
            written += replace(folder.resolve(path), answer.body()) ? 1 : 0;
        }
        return written;
    }

    /** Not forced to the disk: the next export replaces files that a power cut has damaged. */
    private static boolean replace(Path file, byte[] content) throws IOException {
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return false;
        }
        Files.createDirectories(file.toAbsolutePath().resolve("..").normalize());
        Path unfinished = DurableFile.unfinished(file);
        try {
            Files.write(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return true;
    }

    /** Every path of the log, those that others depend on first. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        List<String> heads = new ArrayList<>();
        tree("config", log.configModule(), log.config(), paths, heads);
        tree("data", log.dataModule(), log.data(), paths, heads);
        paths.addAll(heads);
        return paths;
    }

    private void tree(String tree, ModulePath module, PublishedTree from, List<String> paths, List<String> heads) {
        String sumdb = "sumdb/" + module + "/";
        paths.add(sumdb + "supported");
        for (Tile tile : tiles(from.head().size())) {
            paths.add(tree + "/" + tile.path());
            paths.add(tree + "/" + tile.goPath());
            paths.add(sumdb + tile.goPath());
        }
        String proxy = module.escaped() + "/";
        String maven = MavenEndpoint.groupId(log.collection()).replace('.', '/') + "/" + tree + "/";
        for (ModuleVersion version : from.versions(module)) {
            for (String extension : List.of(".info", ".mod", ".zip")) {
                paths.add(proxy + "@v/" + version.escaped() + extension);
            }
            String number = version.toString().substring(1);
            for (String extension : List.of(".pom", ".zip", ".tlog-proof")) {
                maven(maven + number + "/" + tree + "-" + number + extension, paths);
            }
            String lookup = "lookup/" + module.escaped() + "@" + version.escaped();
            heads.add(tree + "/" + lookup);
            heads.add(sumdb + lookup);
        }
        if (from.head().size() > 0) {
            heads.add(proxy + "@latest");
            maven(maven + "maven-metadata.xml", heads);
        }
        heads.add(proxy + "@v/list");
        heads.add(sumdb + "latest");
        heads.add(tree + "/latest");
        heads.add(tree + "/checkpoint");
    }

    private static void maven(String path, List<String> paths) {
        paths.add(path);
        for (String checksum : List.of(".md5", ".sha1", ".sha256", ".sha512")) {
            paths.add(path + checksum);
        }
    }

    private static List<Tile> tiles(long size) {
        List<Tile> tiles = new ArrayList<>();
        for (long first = 0; first < size; first += Tile.FULL) {
            tiles.add(Tile.holding(Tile.ENTRIES, first, size));
        }
        for (int level = 0; Tile.hashesAt(level, size) > 0; level++) {
            for (long first = 0; first < Tile.hashesAt(level, size); first += Tile.FULL) {
                tiles.add(Tile.holding(level, first, size));
            }
        }
        return tiles;
    }
}
