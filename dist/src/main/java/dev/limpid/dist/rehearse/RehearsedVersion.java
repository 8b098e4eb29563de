package dev.limpid.dist.rehearse;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.release.ReleaseVersion;
import java.util.List;

/** Determines the version to rehearse a build as. Builds between releases are counted separately and never sent. */
final class RehearsedVersion {

    private static final String SNAPSHOT = "-SNAPSHOT";
    private static final String FIRST = "1.0.0";

    private RehearsedVersion() {}

    /**
     * The release that the build will become: its own version, otherwise the first that a chart asks for, otherwise
     * 1.0.0.
     */
    static String of(String built, List<Chart> charts) {
        String plain = built.endsWith(SNAPSHOT) ? built.substring(0, built.length() - SNAPSHOT.length()) : built;
        if (isRelease(plain)) {
            return plain;
        }
        return charts.stream()
                .flatMap(chart -> ReleaseVersion.parse(chart.version()).stream())
                .min(ReleaseVersion::compareTo)
                .map(ReleaseVersion::text)
                .orElse(FIRST);
    }

    /** Whether a configuration can list this version. */
    static boolean isRelease(String version) {
        return ReleaseVersion.parse(version).filter(ReleaseVersion::isReleased).isPresent();
    }
}
