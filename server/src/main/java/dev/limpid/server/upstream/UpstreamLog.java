package dev.limpid.server.upstream;

import java.net.URI;
import java.nio.file.Path;

/**
 * The log that an upload node follows, since another node owns it.
 *
 * @param log where it is served, ending in a slash, such as {@code https://telemetry.example.org/log/}
 * @param policy the file with the policy that programs carry: the log's keys, and who has to cosign its heads
 */
public record UpstreamLog(URI log, Path policy) {}
