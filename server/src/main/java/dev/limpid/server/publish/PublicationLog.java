package dev.limpid.server.publish;

import java.io.IOException;

/** Logs publications, so that nobody can be shown different ones. */
@FunctionalInterface
public interface PublicationLog {

    /** For collections without a log, and for tests. */
    PublicationLog NONE = (version, manifest) -> {};

    /**
     * Logs one publication, and returns when that is durable. Logging the same bytes under the same version again
     * changes nothing; other bytes are refused.
     *
     * @param version the publication's version, in order: {@code v0.1.0}, {@code v0.2.0} …
     * @param manifest the JSON text that names every published file with its digest
     */
    void append(String version, byte[] manifest) throws IOException;
}
