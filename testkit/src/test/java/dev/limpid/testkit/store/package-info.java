/** The stores of {@code server.storage} held to the contract, and the contract held to stores that break it. */
@NullMarked
package dev.limpid.testkit.store;

import org.jspecify.annotations.NullMarked;
