package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.log.LogInfo;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.server.settings.ServerSettingsFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * The owner of a log and nodes that follow it, created from configuration files, below their own prefix in a bucket.
 */
final class NodesOnOneBucket {

    static final long PATIENCE = Duration.ofMinutes(1).toNanos();

    private final Path folder;
    private final URI endpoint;
    private final String prefix = UUID.randomUUID() + "/";

    NodesOnOneBucket(Path folder, URI endpoint) {
        this.folder = folder;
        this.endpoint = endpoint;
    }

    String prefix() {
        return prefix;
    }

    /** The collection of a configuration file, in this process. */
    static TestCollection node(Path file) throws Exception {
        return TestCollection.start(ServerSettingsFile.read(file));
    }

    /** The outcome of an answer. */
    static int status(TestCollection to, String answer) throws Exception {
        return to.post("answers", answer).statusCode();
    }

    /** The configuration of a node that follows this owner. */
    Path follower(URI owner) throws IOException {
        return follower("node", owner);
    }

    Path follower(String name, URI owner) throws IOException {
        Path log = folder.resolve("owner/" + TestCollection.NAME + "/log");
        LogInfo facts = LogInfo.read(PublishedLog.read(TestCollection.NAME, log), log, owner + "log");
        Files.writeString(folder.resolve("policy.txt"), facts.policy());
        return file(name, "follow-log = " + owner + "log/\nfollow-policy = policy.txt\n");
    }

    /** A configuration file with these further lines. */
    Path file(String name, String more) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".conf"), """
                listen = 127.0.0.1:0
                folder = %s
                answers-per-minute = 0
                answers-per-day = 0
                network-share = 0
                [collection %s]
                store-bucket = limpid
                store-prefix = %s
                store-endpoint = %s
                %s""".formatted(name, TestCollection.NAME, prefix, endpoint, more));
    }

    Process process(Path file) throws IOException {
        return process(file, "PT0S");
    }

    /** A server with this file, whose clock is ahead by this much. */
    Process process(Path file, String ahead) throws IOException {
        ProcessBuilder builder = JavaProcess.of(ServerFileProcess.class, file.toString(), ahead)
                .redirectError(Files.createTempFile(folder, "server", ".err").toFile());
        SharedBucket.giveCredentials(builder.environment());
        return builder.start();
    }

    /** Waits until this many more got a response, or the server has ended. */
    static void awaitMore(Set<String> answered, int more, Process server) {
        int enough = answered.size() + more;
        long until = System.nanoTime() + PATIENCE;
        while (answered.size() < enough && server.isAlive() && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(answered.size()).isGreaterThanOrEqualTo(enough);
    }

    /** The address on which it listens, or why it does not. */
    URI address(Process server) throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(line).as(() -> errors()).isNotNull();
        return URI.create(line);
    }

    private String errors() {
        StringBuilder text = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "server*.err")) {
            for (Path file : files) {
                text.append(Files.readString(file));
            }
        } catch (IOException e) {
            text.append(e);
        }
        return text.toString();
    }
}
