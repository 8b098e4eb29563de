package dev.limpid.server.publish;

import dev.limpid.server.publish.Publication.Removed;
import dev.limpid.tlog.Sha256;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The reports that are kept out of what is published, by the digest of their bytes. */
record Without(Set<String> digests) {

    static Without of(List<Removed> before, List<Removed> now) {
        Set<String> digests = new HashSet<>();
        before.forEach(one -> digests.add(one.sha256()));
        now.forEach(one -> digests.add(one.sha256()));
        return new Without(digests);
    }

    boolean holds(byte[] report) {
        return !digests.isEmpty() && digests.contains(Sha256.hex(report));
    }

    /** Passes on the others. */
    LineSink before(LineSink sink) {
        return line -> {
            if (!holds(line)) {
                sink.line(line);
            }
        };
    }
}
