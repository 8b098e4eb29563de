/**
 * For tests of programs that count, under TestNG.
 */
@NullMarked
package dev.limpid.testkit.testng;

import org.jspecify.annotations.NullMarked;
