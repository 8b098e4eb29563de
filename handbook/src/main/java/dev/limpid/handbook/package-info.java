/**
 * The handbook: the documents of the repository, and a reference made from the commands and settings themselves, as a
 * folder of pages that needs no server and nothing from elsewhere.
 *
 * <p>{@code Sources} come in; {@code Reference} adds what the programs say of themselves; {@code Markdown} makes each a
 * {@code Document}; {@code Links} leads from one to another and refuses what leads nowhere; {@code Handbook} writes pages.
 */
@NullMarked
package dev.limpid.handbook;

import org.jspecify.annotations.NullMarked;
