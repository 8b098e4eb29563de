/** What one network may give, and what is remembered of it. */
@NullMarked
package dev.limpid.server.intake.limit;

import org.jspecify.annotations.NullMarked;
