/** Tests of the stores. */
@NullMarked
package dev.limpid.server.storage;

import org.jspecify.annotations.NullMarked;
