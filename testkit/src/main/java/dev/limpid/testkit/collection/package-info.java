/**
 * What a collection would ask and receive after a test has counted. The input is charts and counts; the output is answers as they would
 * be sent. Needs {@code limpid-client} or {@code limpid-cli}, which the program has.
 */
@NullMarked
package dev.limpid.testkit.collection;

import org.jspecify.annotations.NullMarked;
