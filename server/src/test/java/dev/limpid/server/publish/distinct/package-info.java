@NullMarked
package dev.limpid.server.publish.distinct;

import org.jspecify.annotations.NullMarked;
