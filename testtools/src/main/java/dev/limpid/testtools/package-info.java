/**
 * What some tests need besides a JDK. A test declares it with {@link Needs}. If a tool is missing, the test is skipped, and the build's
 * end lists the skipped tests and how to get the tools. Also what tests of several modules share: compiling sources, packing
 * jars and looking into them, and temporary folders in memory.
 */
@NullMarked
package dev.limpid.testtools;

import org.jspecify.annotations.NullMarked;
