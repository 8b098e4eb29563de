package dev.limpid.dist.demo.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the thirty versions of the made-up program.
 *
 * @param place its place in their order
 * @param version its name
 * @param week the number of the week in which it came out; below 0 if it came out before the first week
 */
record Release(int place, String version, int week) {

    /** All of them: three for each minor line, from 1.6.0 to 1.15.2. */
    static final List<Release> ALL = all();

    /** From this one on until {@link #CACHE_MENDED} the cache finds nothing on one system. */
    static final Release CACHE_BROKEN = named("1.14.1");

    static final Release CACHE_MENDED = named("1.15.2");

    /** This one is faster than those before it. */
    static final Release FASTER = named("1.12.0");

    /** This one alone crashes often. */
    static final Release CRASHES = named("1.15.0");

    private static final int FIRST_LINE = 6;
    private static final int LINES = 10;
    private static final int OF_A_LINE = 3;
    private static final double WEEKS_APART = 3.5;
    private static final int LONG_AGO = -20;

    private static List<Release> all() {
        List<Release> all = new ArrayList<>();
        for (int place = 0; place < LINES * OF_A_LINE; place++) {
            String version = "1." + (FIRST_LINE + place / OF_A_LINE) + "." + place % OF_A_LINE;
            all.add(new Release(place, version, place == 0 ? LONG_AGO : (int) Math.round(WEEKS_APART * place) + 1));
        }
        return List.copyOf(all);
    }

    private static Release named(String version) {
        return ALL.stream()
                .filter(release -> release.version().equals(version))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it is the first of a minor line. */
    boolean beginsLine() {
        return place % OF_A_LINE == 0;
    }

    /** Whether it came out between the two, the second not included. */
    boolean isFrom(Release first, Release until) {
        return place >= first.place && place < until.place;
    }

    /** The versions that are out in a week, oldest first. */
    static List<String> out(int week) {
        return ALL.stream()
                .filter(release -> release.week() <= week)
                .map(Release::version)
                .toList();
    }
}
