/** What one network may give, and what is remembered about it. */
@NullMarked
package dev.limpid.server.intake;

import org.jspecify.annotations.NullMarked;
