/**
 * For tests of programs that count, under JUnit 4.
 */
@NullMarked
package dev.limpid.testkit.junit4;

import org.jspecify.annotations.NullMarked;
