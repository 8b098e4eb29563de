package dev.limpid.protocol.release;

import dev.limpid.protocol.chart.Chart;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The versions of a program that a configuration lists: the released ones and those likely to follow. */
public final class ProgramVersions {

    private final Releases releases;

    public ProgramVersions(Releases releases) {
        this.releases = releases;
    }

    /** The released versions, from the first at which any chart starts, and those likely to follow. */
    public NavigableSet<ReleaseVersion> of(List<Chart> charts) {
        NavigableSet<ReleaseVersion> versions = new TreeSet<>();
        for (Chart chart : charts) {
            ReleaseSource.of(chart).ifPresent(source -> versions.addAll(releases.of(source)));
        }
        // A chart may be decided before the release that it starts at.
        charts.forEach(chart -> ReleaseVersion.parse(chart.version())
                .filter(start -> versions.isEmpty() || versions.last().compareTo(start) < 0)
                .ifPresent(versions::add));
        versions.addAll(LikelyNextVersions.after(versions));
        boolean all = charts.stream()
                .anyMatch(chart -> ReleaseVersion.parse(chart.version()).isEmpty());
        charts.stream()
                .flatMap(chart -> ReleaseVersion.parse(chart.version()).stream())
                .min(ReleaseVersion::compareTo)
                .filter(first -> !all)
                .ifPresent(first -> versions.headSet(first, false).clear());
        return versions;
    }

    /** Where a chart starts: empty if at no version, an inner empty if at the first, otherwise the later version. */
    public static Optional<Optional<String>> since(Chart chart, List<ReleaseVersion> versions) {
        Optional<ReleaseVersion> start = ReleaseVersion.parse(chart.version());
        for (int i = 0; i < versions.size(); i++) {
            ReleaseVersion version = versions.get(i);
            if (start.isEmpty() || version.compareTo(start.get()) >= 0) {
                return Optional.of(i == 0 ? Optional.empty() : Optional.of(version.text()));
            }
        }
        return Optional.empty();
    }

    /** The runtimes that builds of these programs may name: the JVM's, and Go's if any program is written in Go. */
    public List<String> runtimes(Platforms platforms, Iterable<List<Chart>> programs) {
        Set<String> runtimes = new LinkedHashSet<>(platforms.runtime());
        for (List<Chart> charts : programs) {
            for (Chart chart : charts) {
                Optional<ReleaseSource> source = ReleaseSource.of(chart);
                if (source.isPresent()
                        && (source.get() instanceof ReleaseSource.Go
                                || source.get() instanceof ReleaseSource.GoToolchain)) {
                    NavigableSet<ReleaseVersion> go = releases.of(new ReleaseSource.GoToolchain());
                    go.addAll(LikelyNextVersions.after(go));
                    go.forEach(version -> runtimes.add(version.text()));
                }
            }
        }
        return List.copyOf(runtimes);
    }
}
