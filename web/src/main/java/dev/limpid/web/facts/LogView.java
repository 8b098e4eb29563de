package dev.limpid.web.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The transparency log, and what a reader needs to check it.
 *
 * @param config the tree of the configuration's versions
 * @param data the tree of the published data; empty before the first publication
 * @param lines lines to copy for other tools
 */
public record LogView(Head config, Optional<Head> data, List<Line> lines) {

    public LogView {
        lines = List.copyOf(lines);
    }

    /**
     * The newest signed head of a tree.
     *
     * @param origin the tree's name in its checkpoints
     * @param size how many entries it has
     * @param rootHash the root of the tree, base64
     * @param checkpoint the signed checkpoint, as served
     * @param verifierKeys the log's public keys in the form {@code name+hash+key}, the oldest first
     * @param witnesses the witnesses that cosigned it
     */
    public record Head(
            String origin,
            long size,
            String rootHash,
            String checkpoint,
            List<String> verifierKeys,
            List<Witness> witnesses) {

        public Head {
            verifierKeys = List.copyOf(verifierKeys);
            witnesses = List.copyOf(witnesses);
        }

        /** The keys of the witnesses, one per line. */
        public String witnessKeys() {
            return String.join("\n", witnesses.stream().map(Witness::key).toList());
        }
    }

    /** A witness and when it signed the newest head. */
    public record Witness(String name, String key, Instant signed) {}

    /**
     * A line to copy.
     *
     * @param purpose what it is for
     * @param text the line, or lines
     */
    public record Line(Purpose purpose, String text) {}

    /** What a line to copy is for. */
    public enum Purpose {
        /** The verifier key of the tree of the configuration's versions. */
        CONFIG_KEY("config"),
        /** The verifier key of the tree of the published data. */
        DATA_KEY("data"),
        /** The {@code go} command that fetches a configuration. */
        GO_COMMAND("go"),
        /** The repository from which Maven fetches configurations. */
        MAVEN_REPOSITORY("repository"),
        /** The coordinates that Maven fetches from there. */
        MAVEN_COORDINATES("coordinates"),
        /** The policy for programs that embed Limpid, and for witnesses. */
        POLICY("policy");

        private final String word;

        Purpose(String word) {
            this.word = word;
        }

        /** The last part of the key of its sentence. */
        public String word() {
            return word;
        }
    }
}
