/** Tests of what is published, and the made-up collections that the tests of all packages use. */
@NullMarked
package dev.limpid.charts;

import org.jspecify.annotations.NullMarked;
