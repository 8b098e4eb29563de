package dev.limpid.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.JavaProcess;
import dev.limpid.server.log.tree.AppendRule;
import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.server.log.tree.PublishedTree;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.merkle.Consistency;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledAppendTest {

    @TempDir
    Path folder;

    @Test
    void append_killedAtAnyMomentLosesNothingThatWasAcknowledged() throws Exception {
        Path log = folder.resolve("log");
        CollectionLog.init(Modules.COLLECTION, log, new SecureRandom());
        List<Checkpoint> acknowledged = new ArrayList<>();
        for (int after : new int[] {1, 20, 7, 33}) {
            acknowledged.addAll(appendAndKill(log, after));
        }
        try (CollectionLog again = CollectionLog.open(Modules.COLLECTION, log, Cosigners.NONE, Clock.systemUTC())) {
            PublishedTree tree = again.config().published();
            Checkpoint head = tree.head().checkpoint();
            for (Checkpoint old : acknowledged) {
                Consistency.verify(
                        old.size(),
                        old.root(),
                        head.size(),
                        head.root(),
                        tree.tree(tree.head()).consistencyProof(old.size()));
            }
            assertThat(LogCheck.check(tree, List.of(), AppendRule.ASCENDING).problems())
                    .isEmpty();
        }
    }

    private static List<Checkpoint> appendAndKill(Path log, int after) throws Exception {
        Process process = JavaProcess.of(AppendingProcess.class, log.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Checkpoint> acknowledged = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (acknowledged.size() < after) {
                acknowledged.add(checkpoint(lines.readLine()));
            }
            process.destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(" ")) {
                    acknowledged.add(checkpoint(line));
                }
            }
        } catch (IOException e) {
            // The pipe of a killed process may break; what it printed before counts.
        }
        process.waitFor();
        return acknowledged;
    }

    private static Checkpoint checkpoint(String line) throws Exception {
        assertThat(line).as("what the appending process says").isNotNull();
        return Checkpoint.parse(line.replace(' ', '\n'));
    }
}
