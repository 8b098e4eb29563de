package dev.limpid.protocol.review;

import dev.limpid.protocol.config.ReleaseVersion;
import java.util.Optional;

/** The order of versions where an empty one stands for the very first. */
final class VersionOrder {

    private VersionOrder() {}

    static int compare(String a, String b) {
        Optional<ReleaseVersion> first = ReleaseVersion.parse(a);
        Optional<ReleaseVersion> second = ReleaseVersion.parse(b);
        if (first.isPresent() && second.isPresent()) {
            return first.get().compareTo(second.get());
        }
        return Boolean.compare(!a.isEmpty(), !b.isEmpty());
    }

    static String earlier(String a, String b) {
        return compare(a, b) <= 0 ? a : b;
    }
}
