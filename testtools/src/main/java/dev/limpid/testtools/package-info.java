/**
 * What some tests need besides a JDK. A test says so by {@link Needs}; where the tool is missing it is skipped, and the
 * build names at its end what was skipped and how to get it. Beside them what tests of several modules do alike: sources
 * are compiled, jars are packed and looked into.
 */
@NullMarked
package dev.limpid.testtools;

import org.jspecify.annotations.NullMarked;
