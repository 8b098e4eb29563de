/**
 * The relay of {@code spec/oblivious.md}: takes sealed messages from anybody and brings them to the gateways that its
 * configuration names, and to nobody else; and hands out the few public files by which a client checks the configuration.
 * It sees where a message comes from and not what it says; of the address it keeps a salted hash in memory until midnight,
 * for limits, and nothing goes on to the gateway.
 */
@NullMarked
package dev.limpid.server.relay;

import org.jspecify.annotations.NullMarked;
