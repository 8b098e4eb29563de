/**
 * Checks that the stores of {@code server.storage} keep the contract, and that the contract finds stores that break it.
 */
@NullMarked
package dev.limpid.testkit.store;

import org.jspecify.annotations.NullMarked;
