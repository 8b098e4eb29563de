/** Tests of the one jar that programs embed. */
@NullMarked
package dev.limpid.client;

import org.jspecify.annotations.NullMarked;
