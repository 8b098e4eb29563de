package dev.limpid.server.publish;

import dev.limpid.server.publish.index.RemovedAnswer;
import dev.limpid.tlog.Sha256;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The answers that are excluded from publication, by the digest of their canonical bytes. */
public record ExcludedAnswers(Set<String> digests) {

    static ExcludedAnswers of(List<RemovedAnswer> before, List<RemovedAnswer> now) {
        Set<String> digests = new HashSet<>();
        before.forEach(one -> digests.add(one.sha256()));
        now.forEach(one -> digests.add(one.sha256()));
        return new ExcludedAnswers(digests);
    }

    boolean contains(byte[] answer) {
        return !digests.isEmpty() && digests.contains(Sha256.hex(answer));
    }
}
