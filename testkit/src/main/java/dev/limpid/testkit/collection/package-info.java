/**
 * What a collection would make of what a test counted: its questions, and the answers to them. In flow charts and counts; out flow answers as they would be sent. Needs {@code limpid-client} or {@code limpid-cli}, which the program has.
 */
@NullMarked
package dev.limpid.testkit.collection;

import org.jspecify.annotations.NullMarked;
