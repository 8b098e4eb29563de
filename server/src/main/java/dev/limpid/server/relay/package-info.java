/**
 * The relay of {@code spec/oblivious.md}: it accepts sealed messages from anybody and forwards them only to the
 * gateways in its configuration. It also serves the few public files by which a client checks the configuration. It
 * sees where a message comes from, but not its content; it keeps a salted hash of the address in memory until midnight,
 * for limits, and sends nothing of it to the gateway.
 */
@NullMarked
package dev.limpid.server.relay;

import org.jspecify.annotations.NullMarked;
