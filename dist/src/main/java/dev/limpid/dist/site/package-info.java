/** {@code limpid site}: the public pages as files. A collection's folder comes in, a folder for any file host goes out. */
@NullMarked
package dev.limpid.dist.site;

import org.jspecify.annotations.NullMarked;
