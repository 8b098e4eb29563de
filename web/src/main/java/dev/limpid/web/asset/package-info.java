/** The style sheet, scripts and pictures of the pages, under names that change with their contents. */
@NullMarked
package dev.limpid.web.asset;

import org.jspecify.annotations.NullMarked;
