/**
 * Oblivious HTTP (RFC 9458): a request is sealed to a gateway's key and handed to it by a relay, which sees who sends and
 * not what; the gateway sees what and not who. A key is published as part of the collection's logged configuration, and a
 * client uses no other. Implements {@code spec/oblivious.md}.
 */
@NullMarked
package dev.limpid.protocol.oblivious;

import org.jspecify.annotations.NullMarked;
