/** Tests of what is published, and the made-up collections that the tests of all rooms are run on. */
@NullMarked
package dev.limpid.charts;

import org.jspecify.annotations.NullMarked;
