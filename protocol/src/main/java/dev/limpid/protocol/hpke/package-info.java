/**
 * Hybrid public key encryption in base mode (RFC 9180): DHKEM(X25519, HKDF-SHA256) and HKDF-SHA256, with the AEADs of
 * the JDK. A message is sealed to a public key, and only the holder of the private key can open it. Built on the JDK's
 * own primitives; on a JDK without X25519, {@link UnsupportedOperationException} is thrown.
 */
@NullMarked
package dev.limpid.protocol.hpke;

import org.jspecify.annotations.NullMarked;
