package dev.limpid.protocol.review.difference;

import dev.limpid.protocol.release.ReleaseVersion;
import java.util.Comparator;
import java.util.Optional;

/** An order of versions in which the empty text comes first, and texts that are not versions come last. */
final class VersionOrder {

    static final Comparator<String> ORDER = VersionOrder::compare;

    private VersionOrder() {}

    private static int compare(String a, String b) {
        Optional<ReleaseVersion> first = ReleaseVersion.parse(a);
        Optional<ReleaseVersion> second = ReleaseVersion.parse(b);
        if (first.isPresent() && second.isPresent()) {
            int order = first.get().compareTo(second.get());
            return order != 0 ? order : a.compareTo(b);
        }
        int kind = Integer.compare(kind(a, first), kind(b, second));
        return kind != 0 ? kind : a.compareTo(b);
    }

    private static int kind(String text, Optional<ReleaseVersion> version) {
        return text.isEmpty() ? 0 : version.isPresent() ? 1 : 2;
    }
}
