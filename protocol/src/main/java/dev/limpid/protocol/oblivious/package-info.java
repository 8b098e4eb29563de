/**
 * Oblivious HTTP (RFC 9458): a client seals a request to a gateway's key and sends it through a relay. The relay sees
 * who sends, but not what; the gateway sees what, but not who sent it. The key is published in the collection's logged
 * configuration, and a client uses no other. Implements {@code spec/oblivious.md}.
 */
@NullMarked
package dev.limpid.protocol.oblivious;

import org.jspecify.annotations.NullMarked;
