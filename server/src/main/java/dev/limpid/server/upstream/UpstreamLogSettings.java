package dev.limpid.server.upstream;

import java.net.URI;
import java.nio.file.Path;

/**
 * The log of another node that an upload node follows.
 *
 * @param log its address, ending in a slash, such as {@code https://telemetry.example.org/log/}
 * @param policy the file with the policy that programs contain: the log's keys, and who must cosign its heads
 */
public record UpstreamLogSettings(URI log, Path policy) {}
