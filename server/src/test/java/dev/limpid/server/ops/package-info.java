/** Tests of what operators need besides serving. */
@NullMarked
package dev.limpid.server.ops;

import org.jspecify.annotations.NullMarked;
