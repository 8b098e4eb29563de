/**
 * A tool of the build, on nobody's class path: rewrites the jars that programs embed with the densest deflate there is, which any
 * Java reads as it reads the ordinary one (docs/decisions/0005-denser-jars.md).
 *
 * <p>In flows a jar as Maven's plugins left it, out flows one with the same entries in its place. The same input gives the same
 * bytes.
 */
@NullMarked
package dev.limpid.denser;

import org.jspecify.annotations.NullMarked;
