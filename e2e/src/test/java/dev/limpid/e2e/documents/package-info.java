/** What the documents show, taken from the pages themselves: code compiles, and names exist. */
@NullMarked
package dev.limpid.e2e.documents;

import org.jspecify.annotations.NullMarked;
