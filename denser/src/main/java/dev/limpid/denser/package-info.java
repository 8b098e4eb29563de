/**
 * A build tool that is on no program's class path: rewrites the jars that programs embed with the densest deflate there is, which any
 * Java can read (docs/decisions/0005-denser-jars.md).
 *
 * <p>The input is a jar as Maven's plugins left it; the output replaces it and has the same entries. The same input gives the same
 * bytes.
 */
@NullMarked
package dev.limpid.denser;

import org.jspecify.annotations.NullMarked;
