package dev.limpid.server.log;

import dev.limpid.server.log.serve.MavenEndpoint;
import dev.limpid.server.log.tree.LogKeys;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The lines that people copy to use and verify a log.
 *
 * @param collection the collection's name
 * @param logUrl where the log is served, without a slash at the end
 * @param verifierKeys the keys of the configuration tree, the oldest first
 * @param dataKeys the keys of the data tree
 * @param goproxy the value for Go's GOPROXY
 * @param gosumdb the value for Go's GOSUMDB, for the configuration tree
 * @param mavenRepository the address of the Maven repository
 * @param mavenCoordinates the coordinates of the configuration in it
 * @param policy the witness policy, as programs contain it
 * @param configSize how many configurations are published
 * @param dataSize how often data was published
 */
public record LogInfo(
        String collection,
        String logUrl,
        List<VerifierKey> verifierKeys,
        List<VerifierKey> dataKeys,
        String goproxy,
        String gosumdb,
        String mavenRepository,
        String mavenCoordinates,
        String policy,
        long configSize,
        long dataSize) {

    /** The address to which programs send answers: next to the log. */
    public String answersUrl() {
        return logUrl.substring(0, logUrl.lastIndexOf('/') + 1) + "answers";
    }

    /** The value of GOSUMDB for programs in Go: their configuration is a module of the data tree. */
    public String goProgramsGosumdb() {
        return dataKeys.get(dataKeys.size() - 1) + " " + logUrl + "/data";
    }

    /** Reads the facts of a log from its folder; a server can write to it at the same time. */
    public static LogInfo read(PublishedLog log, Path folder, String logUrl) throws IOException {
        return of(log, LogKeyring.read(folder.resolve("keys")), LogPolicy.read(folder), logUrl);
    }

    static LogInfo of(PublishedLog log, LogKeyring keyring, LogPolicy policy, String logUrl) throws IOException {
        String url = logUrl.endsWith("/") ? logUrl.substring(0, logUrl.length() - 1) : logUrl;
        LogKeys config = keyring.keys("config");
        VerifierKey newest = config.verifierKeys().get(config.verifierKeys().size() - 1);
        return new LogInfo(
                log.collection(),
                url,
                config.verifierKeys(),
                keyring.keys("data").verifierKeys(),
                url,
                newest + " " + url + "/config",
                url,
                MavenEndpoint.groupId(log.collection()) + ":config",
                policy.text(config, url),
                log.config().head().size(),
                log.data().head().size());
    }
}
