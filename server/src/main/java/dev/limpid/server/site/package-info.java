/**
 * The public pages on the server: values from the collection's folder in ({@link dev.limpid.web.Contents}), answers with
 * their headers out. What the pages say and how they look is {@link dev.limpid.web.Site}.
 */
@NullMarked
package dev.limpid.server.site;

import org.jspecify.annotations.NullMarked;
