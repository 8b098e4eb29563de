@NullMarked
package dev.limpid.server.upstream;

import org.jspecify.annotations.NullMarked;
