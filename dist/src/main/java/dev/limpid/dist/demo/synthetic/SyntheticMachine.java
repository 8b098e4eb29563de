package dev.limpid.dist.demo.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One made-up machine: its properties and its user's habits, which are the same in all weeks. Immutable. */
final class SyntheticMachine {

    private static final int NEVER = Integer.MAX_VALUE;

    /** For each habit, the share of machines that have it; nobody has the last setting. */
    private static final double[] FLAGS = {.62, .30, .18, .07, .02, .005};

    private static final double[] SETTINGS = {.21, .35, .08, .03, 0};

    final int number;
    final String os;
    final String arch;
    final String runtime;
    /** How likely it is that the program runs in a week. */
    final double activity;
    /** How many builds a week has, on average. */
    final double builds;
    /** The week in which it installs each release; {@link #NEVER} if it skips it. */
    private final int[] updates;
    /** The first week without scripts of the old form; 0 if there never were any. */
    final int oldScriptsUntil;
    /** The week in which the operating system is renewed. */
    final int systemRenewed;

    final double seconds;
    final double misses;
    final double failures;
    final String editor;
    final List<String> flags;
    final List<String> settings;

    SyntheticMachine(int number) {
        SplittableRandom random = SeededRandom.of(number, 0, 0);
        this.number = number;
        this.os = SeededRandom.pick(
                random, List.of("linux", "windows", "darwin", "freebsd", "openbsd", "netbsd"), .42, .28, .22, .05, .02);
        double arm = os.equals("darwin") ? .7 : os.equals("linux") ? .12 : .02;
        this.arch = random.nextDouble() < arm ? "arm64" : "amd64";
        this.runtime = SeededRandom.pick(random, List.of("java17", "java21", "java25"), .38, .47);
        this.activity = .55 + .44 * random.nextDouble();
        this.builds = SeededRandom.lognormal(random, 12, 1.1);
        this.updates = updates(random);
        // Build servers use old scripts longest, and build most.
        boolean server = os.equals("linux") && builds > 30;
        boolean old = random.nextDouble() < (server ? .9 : .13);
        this.oldScriptsUntil = old ? (server ? 80 + random.nextInt(200) : 30 + random.nextInt(90)) : 0;
        this.systemRenewed = random.nextInt(160);
        this.seconds = SeededRandom.lognormal(random, 2.2, .8);
        this.misses = .02 + .16 * random.nextDouble() * random.nextDouble();
        this.failures = .01 + .15 * random.nextDouble() * random.nextDouble();
        this.editor = editor(random);
        this.flags = some(random, List.of("parallel", "quiet", "offline", "watch", "profile", "dry-run"), FLAGS);
        this.settings = some(random, List.of("cache-folder", "jobs", "colour", "mirror", "strict-addresses"), SETTINGS);
    }

    private static int[] updates(SplittableRandom random) {
        double kind = random.nextDouble();
        // A quarter installs a release at once, most others within three months, some within a year; the rest never do.
        double waits = kind < .25
                ? 1.6 * random.nextDouble()
                : kind < .65 ? 2 + 10 * random.nextDouble() : 12 + 48 * random.nextDouble();
        int last = kind < .9 ? Release.ALL.size() - 1 : random.nextInt(Release.ALL.size());
        int[] updates = new int[Release.ALL.size()];
        for (Release release : Release.ALL) {
            int after = (int) (waits + random.nextDouble());
            boolean passed = release.place() > last;
            updates[release.place()] = release.place() == 0 ? release.week() : passed ? NEVER : release.week() + after;
        }
        return updates;
    }

    private String editor(SplittableRandom random) {
        boolean server = builds > 60;
        return server
                ? "none"
                : SeededRandom.pick(
                        random,
                        List.of("vscode", "idea", "vim", "emacs", "zed", "none"),
                        os.equals("windows") ? .45 : .33,
                        .25,
                        os.equals("windows") ? .02 : .16,
                        .03,
                        os.equals("darwin") ? .08 : .02);
    }

    private static List<String> some(SplittableRandom random, List<String> all, double[] parts) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (random.nextDouble() < parts[i]) {
                some.add(all.get(i));
            }
        }
        return List.copyOf(some);
    }

    /** The release that runs at the end of a week. */
    Release release(int week) {
        for (int place = updates.length - 1; place > 0; place--) {
            if (updates[place] <= week) {
                return Release.ALL.get(place);
            }
        }
        return Release.ALL.get(0);
    }

    /** The operating system's release, as the program names it. */
    String system(int week) {
        boolean renewed = week >= systemRenewed;
        return switch (os) {
            case "linux" -> renewed ? "linux-6" : number % 3 == 0 ? "linux-5" : "linux-6";
            case "windows" -> renewed ? "windows-11" : "windows-10";
            case "darwin" -> renewed ? "macos-15" : number % 4 == 0 ? "macos-13" : "macos-14";
            default -> "bsd";
        };
    }
}
