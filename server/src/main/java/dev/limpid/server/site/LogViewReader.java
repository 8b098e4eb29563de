package dev.limpid.server.site;

import dev.limpid.server.log.tree.PublishedHead;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.tlog.TlogException;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.note.NoteSignature;
import dev.limpid.tlog.note.VerifierKey;
import dev.limpid.web.facts.LogView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The heads of both trees, prepared for the page "Log". */
final class LogViewReader {
    private LogViewReader() {}

    /** The log, or empty before the first configuration. */
    static Optional<LogView> of(PublishedLog log, dev.limpid.server.log.LogInfo facts) throws IOException {
        PublishedHead config = log.config().head();
        PublishedHead data = log.data().head();
        if (config.size() == 0) {
            return Optional.empty();
        }
        return Optional.of(new LogView(
                head(config, facts.verifierKeys(), witnesses(config, facts.policy())),
                data.size() == 0 ? Optional.empty() : Optional.of(head(data, facts.dataKeys(), List.of())),
                lines(facts)));
    }

    private static LogView.Head head(PublishedHead head, List<VerifierKey> keys, List<LogView.Witness> witnesses) {
        return new LogView.Head(
                head.checkpoint().origin(),
                head.size(),
                head.checkpoint().root().toString(),
                head.note().toString(),
                keys.stream().map(VerifierKey::toString).toList(),
                witnesses);
    }

    private static List<LogView.Witness> witnesses(PublishedHead head, String text) throws IOException {
        List<LogView.Witness> witnesses = new ArrayList<>();
        try {
            Policy policy = Policy.parse(text);
            Map<String, NoteSignature> cosigned = new LinkedHashMap<>();
            for (Map.Entry<String, Policy.Witness> witness : policy.witnesses().entrySet()) {
                head.note()
                        .signedBy(witness.getValue().key())
                        .ifPresent(signature -> cosigned.put(witness.getKey(), signature));
            }
            List<String> independent = policy.independent(cosigned.keySet());
            cosigned.forEach((name, signature) -> {
                Policy.Witness witness = policy.witnesses().get(name);
                if (witness != null && independent.contains(name)) {
                    VerifierKey key = witness.key();
                    witnesses.add(new LogView.Witness(key.name(), key.toString(), signature.cosignedAt()));
                }
            });
        } catch (TlogException e) {
            throw new IOException("the log's own head does not meet its policy: " + e.getMessage(), e);
        }
        return witnesses;
    }

    private static List<LogView.Line> lines(dev.limpid.server.log.LogInfo facts) {
        List<LogView.Line> lines = new ArrayList<>();
        for (VerifierKey key : facts.verifierKeys()) {
            lines.add(new LogView.Line(LogView.Purpose.CONFIG_KEY, key.toString()));
        }
        for (VerifierKey key : facts.dataKeys()) {
            lines.add(new LogView.Line(LogView.Purpose.DATA_KEY, key.toString()));
        }
        lines.add(new LogView.Line(
                LogView.Purpose.GO_COMMAND,
                "GOPROXY=" + facts.goproxy() + " GOSUMDB=\"" + facts.gosumdb() + "\" go mod download "
                        + facts.collection() + "/config@latest"));
        lines.add(new LogView.Line(LogView.Purpose.MAVEN_REPOSITORY, facts.mavenRepository()));
        lines.add(new LogView.Line(LogView.Purpose.MAVEN_COORDINATES, facts.mavenCoordinates()));
        lines.add(new LogView.Line(LogView.Purpose.POLICY, facts.policy()));
        return lines;
    }
}
