/** Tests of the fold and its statistics, and the made-up collections they are run on. */
@NullMarked
package dev.limpid.charts;

import org.jspecify.annotations.NullMarked;
