/**
 * Assertions in the style of AssertJ about what was counted.
 */
@NullMarked
package dev.limpid.testkit.assertj;

import org.jspecify.annotations.NullMarked;
