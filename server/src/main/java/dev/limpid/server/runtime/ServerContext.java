package dev.limpid.server.runtime;

import dev.limpid.server.ops.ServerMetrics;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What the collections of one server share.
 *
 * @param clock the time for answers, configurations and publication
 * @param random the source of secrets
 * @param slow runs what may block, outside the event loops
 * @param metrics what operators see
 */
public record ServerContext(Clock clock, SecureRandom random, Executor slow, ServerMetrics metrics) {}
