package dev.limpid.dist.demo;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How one user works with the program: how often, on folders of what size, with which options. Drawn once from a seed, so
 * that the same demo can be run again.
 */
final class Habits {

    /** One run of the program. */
    record Run(int hour, int folder, List<String> options) {
        Run {
            options = List.copyOf(options);
        }

        /** The program's arguments, given the folders that can be searched. */
        List<String> arguments(List<Path> folders) {
            List<String> arguments = new ArrayList<>(options);
            arguments.add(folders.get(folder % folders.size()).toString());
            return arguments;
        }
    }

    private final long seed;
    private final double runsPerDay;
    private final double likesMinSize;
    private final double likesSummary;
    private final int favourite;

    Habits(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.seed = seed;
        this.runsPerDay = 0.08 + 0.16 * random.nextDouble();
        this.likesMinSize = random.nextInt(3) == 0 ? 0.6 : 0;
        this.likesSummary = random.nextInt(2) == 0 ? 0.5 : 0.05;
        this.favourite = random.nextInt(4);
    }

    /** The runs of a day: none on most days. */
    List<Run> runsOn(LocalDate day) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + day.toEpochDay());
        if (random.nextDouble() >= runsPerDay) {
            return List.of();
        }
        List<String> options = new ArrayList<>();
        if (random.nextDouble() < likesMinSize) {
            options.addAll(List.of("--min-size", "100"));
        }
        if (random.nextDouble() < likesSummary) {
            options.add("--summary");
        }
        int folder = random.nextInt(4) == 0 ? random.nextInt(4) : favourite;
        return List.of(new Run(8 + random.nextInt(10), folder, options));
    }
}
