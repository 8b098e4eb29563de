@NullMarked
package dev.limpid.server.publish.file;

import org.jspecify.annotations.NullMarked;
