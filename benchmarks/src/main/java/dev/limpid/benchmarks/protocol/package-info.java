/** What a report costs the server before it is stored: reading, the rule, and writing its canonical form. */
@NullMarked
package dev.limpid.benchmarks.protocol;

import org.jspecify.annotations.NullMarked;
