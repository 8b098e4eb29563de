/** Tests of the store on the local disk. */
@NullMarked
package dev.limpid.server.storage.local;

import org.jspecify.annotations.NullMarked;
