package dev.limpid.dist.demo;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How one user works with the program: how often, on folders of what size, with which options. Derived from a seed, so
 * that a demo can be repeated.
 */
final class UserHabits {

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

    /** The first commands are the most frequent: two are drawn, and the one that comes first in this list is used. */
    private static final List<String> COMMANDS = List.of("env", "preview", "sent", "list", "csv", "verify", "prewiev");

    /** How often users look at what was counted: on one day of 25. */
    private static final double LIKES_TO_LOOK = 0.04;

    private final long seed;
    private final double runsPerDay;
    private final double likesMinSize;
    private final double likesSummary;
    private final int favourite;

    UserHabits(long seed) {
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

    /** The commands of limpid that the user runs on a day: none on most days; now and then one that is mistyped. */
    List<String> commandsOn(LocalDate day) {
        SplittableRandom random = new SplittableRandom(~seed * 1_000_003 + day.toEpochDay());
        return random.nextDouble() < LIKES_TO_LOOK
                ? List.of(COMMANDS.get(Math.min(random.nextInt(COMMANDS.size()), random.nextInt(COMMANDS.size()))))
                : List.of();
    }
}
