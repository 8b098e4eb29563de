package dev.limpid.charts;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** How the installations of a {@link Population} use {@link Town}'s tool. */
enum Installations {
    /** Most have the first version, few have a third editor, and what they count spans two powers of ten. */
    ORDINARY,
    /** Those who have the new version: another editor, slower, with a crash that nobody else has. */
    NEW,
    /** Sizes over six powers of ten, and the large ones are unlike the small. */
    UNEQUAL,
    /** Everybody counts the same. */
    ALIKE,
    /** Each has a stack of its own that is as long as may be, so that not all of a day's are kept. */
    CRASHING;

    private static final int LONG = 3800;

    List<ProgramReport> take(int number, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ProgramReport> taken = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            taken.add(one(i, random));
        }
        return taken;
    }

    private ProgramReport one(int number, SplittableRandom random) {
        boolean is = this == NEW;
        Map<String, Long> counters = new TreeMap<>();
        if (this == ALIKE) {
            counters.putAll(Map.of("editor:vim", 1L, "runs", 10L, "failed", 2L, "time:<10ms", 8L, "time:<1s", 2L));
        } else {
            counters.put(random.nextInt(10) < (is ? 7 : 3) ? "editor:vim" : "editor:emacs", 1L);
            if (random.nextInt(is ? 5 : 50) == 0) {
                counters.put("editor:nano", 1L);
            }
            times(counters, random);
        }
        String version = is ? "1.2.0" : random.nextInt(3) == 0 ? "1.0.0" : "1.1.0";
        Build build = new Build(Town.TOOL, version, "java21", is ? "linux" : "darwin", "amd64");
        return new ProgramReport(build, counters, stacks(number, random));
    }

    private void times(Map<String, Long> counters, SplittableRandom random) {
        if (random.nextInt(20) == 0) {
            return;
        }
        double size =
                this == UNEQUAL ? Math.pow(10, 6 * Math.pow(random.nextDouble(), 3)) : 3 + 40 * random.nextDouble();
        boolean large = this == UNEQUAL && size > 1000;
        long runs = 1 + (long) size;
        counters.put("runs", runs);
        if (this == UNEQUAL && random.nextInt(100) == 0) {
            runs = 1;
        }
        long failed = (long) (runs * Math.max(0, random.nextDouble() - (large ? 0.1 : 0.6)));
        if (failed > 0) {
            counters.put("failed", failed);
        }
        counters.put(large || this == NEW ? "time:<100ms" : "time:<10ms", runs);
        counters.put("time:<1s", 1 + (long) (runs * random.nextDouble()));
        if (random.nextInt(large ? 2 : 12) == 0) {
            counters.put("time:>=1s", 1 + runs / 4);
        }
    }

    private Map<String, Long> stacks(int number, SplittableRandom random) {
        Map<String, Long> stacks = new TreeMap<>();
        if (this == CRASHING) {
            stacks.put("crash\n" + "x".repeat(LONG) + number + ".run:+1", 1L);
            if (random.nextInt(20) > 0) {
                stacks.put("crash\norg.example.Tool.common:+1", 1L);
            }
        }
        if (random.nextInt(4) == 0) {
            stacks.put("crash\norg.example.Tool.run:+" + random.nextInt(this == NEW ? 6 : 3), 1L);
        }
        return stacks;
    }

    /** The installation as if it had, in place of the stack that only it has, a common one. */
    static ProgramReport withoutNoise(ProgramReport one) {
        Map<String, Long> shared = new TreeMap<>(one.stacks());
        if (shared.keySet().removeIf(stack -> stack.length() > LONG)) {
            shared.put("crash\norg.example.Tool.noise:+1", 1L);
        }
        return new ProgramReport(one.build(), one.counters(), shared);
    }
}
