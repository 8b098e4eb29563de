/**
 * The gateway of {@code spec/oblivious.md}: opens what relays bring, hands each answer to the same way in as those that come
 * directly, and seals what it says. No address comes in here; what is limited is how much a relay may bring.
 */
@NullMarked
package dev.limpid.server.oblivious;

import org.jspecify.annotations.NullMarked;
