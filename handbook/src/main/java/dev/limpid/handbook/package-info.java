/**
 * The handbook: the documents of the repository, and a reference made from the commands and settings themselves, as a folder of pages
 * that needs no server and loads nothing from elsewhere.
 *
 * <p>{@code Sources} finds the documents; {@code Reference} adds the commands' help and the settings; {@code Markdown} parses each into
 * a {@code Document}; {@code LinkRewriter} resolves links between them and reports dead ones; {@code Handbook} writes the pages.
 */
@NullMarked
package dev.limpid.handbook;

import org.jspecify.annotations.NullMarked;
