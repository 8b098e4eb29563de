package dev.limpid.server.log;

import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.server.log.tree.LogKeys;
import dev.limpid.server.log.tree.StoredFile;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The policy that the log follows and that programs contain: one text for both, so that the log publishes no head that
 * its own users would refuse.
 *
 * @param file the operator's policy, if there is one
 */
record LogPolicy(Optional<String> file) {

    static LogPolicy read(Path folder) throws IOException {
        Path file = folder.resolve("policy");
        return new LogPolicy(Files.exists(file) ? Optional.of(StoredFile.text(file)) : Optional.empty());
    }

    /** The cosigners that the operator's policy requires; none without a policy. */
    Cosigners cosigners(LogKeys keys) throws IOException {
        if (file.isEmpty()) {
            return Cosigners.NONE;
        }
        try {
            return new WitnessCosigners(
                    Policy.parse(file.get()), keys.cosigner().verifierKey());
        } catch (LogFormatException e) {
            throw new IOException("the policy of the log cannot be read: " + e.getMessage(), e);
        }
    }

    /** The operator's policy, or one that requires the log's own, dated cosignature. */
    String text(LogKeys keys, String logUrl) {
        if (file.isPresent()) {
            return file.get();
        }
        StringBuilder text = new StringBuilder();
        for (VerifierKey key : keys.verifierKeys()) {
            text.append("log ").append(key).append(' ').append(logUrl).append("/config\n");
        }
        text.append("witness own ").append(keys.cosigner().verifierKey()).append('\n');
        return text.append("quorum own\nmax-age 30d\n").toString();
    }
}
