package dev.limpid.protocol.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The released versions as their sources list them, in any order.
 *
 * @param versions by source; versions that a chart lists by hand can be missing
 */
public record Releases(Map<ReleaseSource, List<String>> versions) {

    /** For charts that list all their versions by hand. */
    public static final Releases BY_HAND = new Releases(Map.of());

    public Releases {
        versions = Map.copyOf(versions);
    }

    /** The released versions of a source, oldest first. Snapshots, and texts that are not versions, are left out. */
    NavigableSet<ReleaseVersion> of(ReleaseSource source) {
        List<String> found = new ArrayList<>(versions.getOrDefault(source, List.of()));
        if (source instanceof ReleaseSource.Listed listed) {
            found.addAll(listed.versions());
        }
        NavigableSet<ReleaseVersion> released = new TreeSet<>();
        for (String version : found) {
            ReleaseVersion.parse(version).filter(ReleaseVersion::isReleased).ifPresent(released::add);
        }
        return released;
    }
}
