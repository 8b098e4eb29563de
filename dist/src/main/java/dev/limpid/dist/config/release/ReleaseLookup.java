package dev.limpid.dist.config.release;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.release.ReleaseSource;
import dev.limpid.protocol.release.Releases;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the released versions that charts ask about. */
public final class ReleaseLookup {

    private final MavenRepository maven;
    private final GoProxy go;

    public ReleaseLookup(MavenRepository maven, GoProxy go) {
        this.maven = maven;
        this.go = go;
    }

    /**
     * The versions of every source that the charts name.
     *
     * @throws IOException if any cannot be found: a configuration made without them would drop versions in use
     */
    public Releases find(Collection<Chart> charts) throws IOException, InterruptedException {
        Map<ReleaseSource, List<String>> found = new LinkedHashMap<>();
        for (ReleaseSource source : sources(charts)) {
            if (source instanceof ReleaseSource.Maven artifact) {
                found.put(source, maven.versions(artifact));
            } else if (source instanceof ReleaseSource.Go module) {
                found.put(source, go.versions(module.path()));
            } else if (source instanceof ReleaseSource.GoToolchain) {
                found.put(source, go.toolchains());
            }
        }
        return new Releases(found);
    }

    /** The charts' sources, and Go's own releases if a program is written in Go: they are its runtimes. */
    private static Set<ReleaseSource> sources(Collection<Chart> charts) {
        Set<ReleaseSource> sources = new LinkedHashSet<>();
        for (Chart chart : charts) {
            Optional<ReleaseSource> source = ReleaseSource.of(chart);
            source.ifPresent(sources::add);
            if (source.filter(ReleaseSource.Go.class::isInstance).isPresent()) {
                sources.add(new ReleaseSource.GoToolchain());
            }
        }
        return sources;
    }
}
