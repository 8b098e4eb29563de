/**
 * The public pages on the server. In: values from the collection's folder ({@link dev.limpid.web.SiteSource}). Out:
 * responses with their headers. {@link dev.limpid.web.Site} makes the pages.
 */
@NullMarked
package dev.limpid.server.site;

import org.jspecify.annotations.NullMarked;
