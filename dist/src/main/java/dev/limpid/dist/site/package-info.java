/**
 * {@code limpid site}: the public pages as files. The input is a collection's folder; the output is a folder for any
 * file host.
 */
@NullMarked
package dev.limpid.dist.site;

import org.jspecify.annotations.NullMarked;
