@NullMarked
package dev.limpid.server.publish;

import org.jspecify.annotations.NullMarked;
