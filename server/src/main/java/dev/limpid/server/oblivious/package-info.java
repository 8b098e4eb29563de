/**
 * The gateway of {@code spec/oblivious.md}: opens messages from relays, hands each answer to the same intake as direct
 * ones, and seals the response. No sender's address arrives here; only the number of messages per relay is limited.
 */
@NullMarked
package dev.limpid.server.oblivious;

import org.jspecify.annotations.NullMarked;
