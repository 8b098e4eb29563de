package dev.limpid.benchmarks.log;

import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.merkle.Inclusion;
import dev.limpid.tlog.merkle.MerkleTree;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.tlog.tile.Tile;
import dev.limpid.tlog.tile.TileNodes;
import dev.limpid.tlog.tile.TileReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The two operations of the log that have goals.
 *
 * <pre>
 * append FOLDER ENTRIES BATCH    durable appends per second; the goal is 1,000 in batches
 * verify SIZE                    milliseconds to verify an inclusion proof in a log of SIZE entries, alone and with
 *                                making it from tiles; the goal is below 2 ms for 10,000,000
 * </pre>
 */
public final class LogBenchmark {

    private static final int ROUNDS = 2_000;

    private LogBenchmark() {}

    /** Runs the benchmark that the arguments name. */
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "append" ->
                append(Path.of(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            case "verify" -> verify(Long.parseLong(arguments[1]));
            default -> throw new IllegalArgumentException("expected append or verify, found " + arguments[0]);
        }
    }

    private static void append(Path folder, int entries, int batch) throws Exception {
        Path fresh = Files.createTempDirectory(Files.createDirectories(folder), "append");
        CollectionLog.init("telemetry.example.org", fresh.resolve("log"), new SecureRandom());
        try (CollectionLog log =
                CollectionLog.open("telemetry.example.org", fresh.resolve("log"), Cosigners.NONE, Clock.systemUTC())) {
            byte[] config = "{\"Programs\":[]}".repeat(100).getBytes(StandardCharsets.UTF_8);
            long nanos = 0;
            for (int first = 0; first < entries; first += batch) {
                List<ModuleZip> zips = new ArrayList<>();
                for (int i = first; i < Math.min(entries, first + batch); i++) {
                    zips.add(ModuleZip.pack(
                            log.configModule(), ModuleVersion.parse("v1." + i + ".0"), Map.of("config.json", config)));
                }
                long begin = System.nanoTime();
                log.config().append(zips);
                nanos += System.nanoTime() - begin;
            }
            System.out.printf(
                    "append: %d entries in batches of %d: %.0f durable appends per second%n",
                    entries, batch, entries * 1e9 / nanos);
        }
    }

    /** A real tree of this many identical leaves, so that its tiles need not be stored. */
    private static void verify(long size) throws Exception {
        Hash leaf = Hash.ofLeaf("entry\n".getBytes(StandardCharsets.UTF_8));
        Hash root = new MerkleTree(size, new TileNodes(size, alike(leaf))).root();
        List<Hash> known = new MerkleTree(size, new TileNodes(size, alike(leaf))).inclusionProof(size / 3);
        double[] alone = new double[ROUNDS];
        double[] made = new double[ROUNDS];
        for (int round = 0; round < 2 * ROUNDS; round++) {
            long index = round * 7919L % size;
            long begin = System.nanoTime();
            Inclusion.verify(size / 3, leaf, size, root, known);
            long between = System.nanoTime();
            List<Hash> proof = new MerkleTree(size, new TileNodes(size, alike(leaf))).inclusionProof(index);
            Inclusion.verify(index, leaf, size, root, proof);
            long end = System.nanoTime();
            alone[round % ROUNDS] = (between - begin) / 1e6;
            made[round % ROUNDS] = (end - between) / 1e6;
        }
        System.out.printf(
                "verify: %d entries: proof of %d hashes verified in %.3f ms, made from tiles and verified in %.3f ms"
                        + " (medians; 99%%: %.3f, %.3f)%n",
                size, known.size(), at(alone, 0.5), at(made, 0.5), at(alone, 0.99), at(made, 0.99));
    }

    private static double at(double[] times, double share) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private static TileReader alike(Hash leaf) {
        Hash[] levels = new Hash[64];
        levels[0] = leaf;
        for (int i = 1; i < levels.length; i++) {
            levels[i] = Hash.ofNode(levels[i - 1], levels[i - 1]);
        }
        return tile -> {
            byte[] bytes = new byte[tile.width() * Hash.LENGTH];
            for (int i = 0; i < tile.width(); i++) {
                levels[Tile.HEIGHT * tile.level()].copyTo(bytes, i * Hash.LENGTH);
            }
            return bytes;
        };
    }
}
