package dev.limpid.dist.demo.synthetic;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a made-up machine counted in a week: its local report. Each machine has one, whether or not it is asked
 * anything.
 */
final class SyntheticReport {

    static final String PROGRAM = "example.org/kiln";

    private static final int DAYS = 7;
    private static final int COUNTS = 1;
    private static final int LOOKUPS = 8;
    private static final int TASKS = 6;
    private static final double USUAL_CRASHES = .004;
    private static final double MANY_CRASHES = .05;

    private static final List<String> TIMES = List.of("<100ms", "<300ms", "<1s", "<3s", "<10s", "<30s", ">=30s");
    private static final double[] BOUNDS = {.1, .3, 1, 3, 10, 30, Double.POSITIVE_INFINITY};

    private final SyntheticMachine home;
    private final int week;
    private final SplittableRandom random;

    private SyntheticReport(SyntheticMachine home, int week) {
        this.home = home;
        this.week = week;
        this.random = SeededRandom.of(home.number, week, COUNTS);
    }

    /**
     * The report of a week in which the program ran.
     *
     * @param monday the week's Monday; the home's own week ends on some day of it
     */
    static Report of(SyntheticMachine home, int week, LocalDate monday) {
        return new Report(
                monday.plusDays(1 + home.number % DAYS),
                Optional.empty(),
                0,
                "",
                new SyntheticReport(home, week).programs());
    }

    private List<ProgramReport> programs() {
        double builds = Math.max(1, home.builds * (.5 + random.nextDouble()));
        Release now = home.release(week);
        Release before = home.release(week - 1);
        List<ProgramReport> programs = new ArrayList<>();
        if (now.equals(before)) {
            programs.add(program(now, builds));
        } else { // it was updated on some day of the week
            double old = .1 + .8 * random.nextDouble();
            programs.add(program(now, Math.max(1, builds * (1 - old))));
            programs.add(program(before, Math.max(1, builds * old)));
        }
        return programs;
    }

    private ProgramReport program(Release release, double builds) {
        long n = Math.max(1, SeededRandom.about(random, builds));
        Map<String, Long> counts = new HashMap<>();
        counts.put("kiln/start", n);
        add(counts, "kiln/crash", n * (release.equals(Release.CRASHES) ? MANY_CRASHES : USUAL_CRASHES));
        counts.put("kiln/script-read", n);
        add(counts, "kiln/script-old", week < home.oldScriptsUntil ? (double) n : 0);
        counts.put("kiln/system:" + home.system(week), n);
        counts.put("kiln/editor:" + home.editor, n);
        home.flags.forEach(flag -> add(counts, "kiln/flag:" + flag, .6 * n));
        home.settings.forEach(setting -> counts.put("kiln/setting:" + setting, n));
        counts.put("kiln/task-run", n * TASKS);
        add(counts, "kiln/task-failed", n * TASKS * home.failures);
        cache(release, n, counts);
        times(release, n, counts);
        Build build = new Build(PROGRAM, release.version(), home.runtime, home.os, home.arch);
        return new ProgramReport(build, counts, Map.of());
    }

    /** Simulates a fault that a chart by system shows at once: on one system the cache never finds anything. */
    private void cache(Release release, long builds, Map<String, Long> counts) {
        long lookups = builds * LOOKUPS;
        boolean broken = home.os.equals("darwin") && release.isFrom(Release.CACHE_BROKEN, Release.CACHE_MENDED);
        counts.put("kiln/cache-lookup", lookups);
        add(counts, "kiln/cache-miss", broken ? (double) lookups : lookups * home.misses);
    }

    /** Log-logistic, which is nearly lognormal and has a simple distribution function. */
    private void times(Release release, long builds, Map<String, Long> counts) {
        double median = home.seconds * (release.place() < Release.FASTER.place() ? 1 : .45);
        double below = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            double upTo = 1 / (1 + StrictMath.pow(BOUNDS[i] / median, -2.2));
            add(counts, "kiln/time:" + TIMES.get(i), builds * (upTo - below));
            below = upTo;
        }
    }

    private void add(Map<String, Long> counts, String counter, double expected) {
        long count = SeededRandom.about(random, expected);
        if (count > 0) {
            counts.put(counter, count);
        }
    }
}
