/**
 * How much one sender and one network may give, counted without keeping who they are. In: senders, and answers that are
 * about to be stored. Out: whether there is room for them, and how much counts in all. Everything is kept as salted sums
 * in memory, and forgotten in time. Specified in {@code spec/http.md}.
 */
@NullMarked
package dev.limpid.server.intake.limit;

import org.jspecify.annotations.NullMarked;
