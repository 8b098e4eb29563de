package dev.limpid.protocol.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a project writes its pre-releases, such as {@code -rc.1} to {@code -rc.4} after three numbers.
 *
 * @param stem the suffix without its last number
 * @param numbers how many numbers precede it
 * @param lowest the lowest last number that was used, -1 if the form was used without one
 * @param highest the highest
 */
record PrereleaseScheme(String stem, int numbers, int lowest, int highest) {

    /** A number above this is a date, not a count of pre-releases, and cannot be predicted. */
    private static final int MOST = 30;

    private static final int MOST_FORESEEN = 8;

    /** The forms of these versions, with their lowest and highest numbers. */
    static Collection<PrereleaseScheme> of(Collection<ReleaseVersion> versions) {
        Map<String, PrereleaseScheme> forms = new TreeMap<>();
        for (ReleaseVersion version : versions) {
            if (version.isPrerelease()) {
                int count = version.numbers().size();
                PrereleaseScheme form = new PrereleaseScheme(
                        version.suffixStem(), count, version.suffixNumber(), version.suffixNumber());
                forms.merge(count + version.suffixStem(), form, PrereleaseScheme::plus);
            }
        }
        return forms.values();
    }

    private PrereleaseScheme plus(PrereleaseScheme other) {
        return new PrereleaseScheme(stem, numbers, Math.min(lowest, other.lowest), Math.max(highest, other.highest));
    }

    /** The pre-releases of a release in this form: as many as there were at most, and one more. */
    List<ReleaseVersion> before(ReleaseVersion release) {
        List<ReleaseVersion> foreseen = new ArrayList<>();
        for (int i = numbers; i < release.numbers().size(); i++) {
            if (release.number(i) != 0) {
                return foreseen;
            }
        }
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < numbers; i++) {
            kept.add(release.number(i));
        }
        if (lowest < 0) {
            foreseen.add(ReleaseVersion.of(release.prefix(), kept, stem));
        }
        if (highest >= 0 && highest <= MOST) {
            for (int i = lowest == 0 ? 0 : 1; i <= Math.min(highest + 1, MOST_FORESEEN); i++) {
                foreseen.add(ReleaseVersion.of(release.prefix(), kept, stem + i));
            }
        }
        return foreseen;
    }
}
