package dev.limpid.server;

import dev.limpid.server.ops.ServerMetrics;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What the collections of one server share.
 *
 * @param clock what time it is for answers, configurations and publication
 * @param random where secrets come from
 * @param slow runs what may block, off the event loops
 * @param metrics what operators see
 */
record ServerContext(Clock clock, SecureRandom random, Executor slow, ServerMetrics metrics) {}
