package dev.limpid.protocol.release;

import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The versions that a project is likely to release next, so that a release is counted from its first day. The rule is
 * part of {@code spec/questions.md}. From the newest release {@code M.m.p}:
 *
 * <ul>
 *   <li>its next three patches, and the next two of the newest release of the minor line before it
 *   <li>the next three minor versions and the next major one, each with its first two patches
 *   <li>for each of these that starts a line, and for the next patch, the pre-releases in the forms of the project's
 *   last twenty versions, up to the highest number there and one more
 *   <li>each with the suffixes ({@code -jre}, {@code .Final}) of its last twenty releases
 * </ul>
 *
 * <p>For one thread at a time.
 */
final class LikelyNextVersions {

    private static final int RECENT = 20;
    private static final int PATCHES = 3;
    private static final int OLD_PATCHES = 2;
    private static final int MINORS = 3;

    private final NavigableSet<ReleaseVersion> released;
    private final NavigableSet<ReleaseVersion> padding = new TreeSet<>();
    private final List<String> suffixes;
    private final Collection<PrereleaseScheme> forms;

    private LikelyNextVersions(NavigableSet<ReleaseVersion> released) {
        this.released = released;
        List<ReleaseVersion> recent =
                released.descendingSet().stream().limit(RECENT).toList();
        List<String> found = recent.stream()
                .filter(version -> !version.isPrerelease())
                .map(ReleaseVersion::suffix)
                .filter(suffix -> !suffix.startsWith("+"))
                .distinct()
                .sorted()
                .toList();
        this.suffixes = found.isEmpty() ? List.of("") : found;
        this.forms = PrereleaseScheme.of(recent);
    }

    /** The versions that are likely to follow the released ones, without the released ones themselves. */
    static NavigableSet<ReleaseVersion> after(Collection<ReleaseVersion> released) {
        LikelyNextVersions padding = new LikelyNextVersions(new TreeSet<>(released));
        padding.pad();
        return padding.padding;
    }

    private void pad() {
        ReleaseVersion newest = newest(released);
        if (newest == null) {
            return;
        }
        int minorPlace = Math.min(1, newest.numbers().size() - 1);
        int patchPlace = minorPlace + 1;
        for (int i = 1; i <= PATCHES; i++) {
            ReleaseVersion patch = newest.with(patchPlace, newest.number(patchPlace) + i, "");
            release(patch, i == 1);
        }
        if (newest.isPrerelease()) {
            release(newest.with(patchPlace, newest.number(patchPlace), ""), true);
        }
        ReleaseVersion before =
                newest(released.headSet(newest.with(minorPlace, newest.number(minorPlace), "-alpha"), false));
        for (int i = 1; before != null && i <= OLD_PATCHES; i++) {
            release(before.with(patchPlace, before.number(patchPlace) + i, ""), false);
        }
        for (int i = 1; i <= MINORS; i++) {
            line(newest.with(minorPlace, newest.number(minorPlace) + i, ""), patchPlace);
        }
        if (minorPlace > 0) {
            line(newest.with(0, newest.number(0) + 1, ""), patchPlace);
        }
    }

    /** The first release of a line, its pre-releases, and its first two patches. */
    private void line(ReleaseVersion first, int patchPlace) {
        release(first.withNumbers(numbersOfFirsts(patchPlace)), true);
        release(first.with(patchPlace, 1, ""), false);
        release(first.with(patchPlace, 2, ""), false);
    }

    /**
     * Some projects write 9.11 and then 9.11.1, others 9.11.0: as many numbers as in the newest release that began a
     * line.
     */
    private int numbersOfFirsts(int patchPlace) {
        for (ReleaseVersion version : released.descendingSet()) {
            if (!version.isPrerelease() && version.number(patchPlace) == 0) {
                return version.numbers().size();
            }
        }
        return released.last().numbers().size();
    }

    private void release(ReleaseVersion plain, boolean withPrereleases) {
        for (String suffix : suffixes) {
            add(ReleaseVersion.of(plain.prefix(), plain.numbers(), suffix));
        }
        if (withPrereleases) {
            forms.forEach(form -> form.before(plain).forEach(this::add));
        }
    }

    private void add(ReleaseVersion version) {
        if (!released.contains(version)) {
            padding.add(version);
        }
    }

    private static @Nullable ReleaseVersion newest(NavigableSet<ReleaseVersion> versions) {
        for (ReleaseVersion version : versions.descendingSet()) {
            if (!version.isPrerelease()) {
                return version;
            }
        }
        return versions.isEmpty() ? null : versions.last();
    }
}
