/** Tests of the log. */
@NullMarked
package dev.limpid.server.log;

import org.jspecify.annotations.NullMarked;
