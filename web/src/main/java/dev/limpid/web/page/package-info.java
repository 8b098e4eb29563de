/**
 * One class per page: it turns values into the page's text with a template of the same name. Templates escape every value for its
 * context; no class here writes markup itself.
 */
@NullMarked
package dev.limpid.web.page;

import org.jspecify.annotations.NullMarked;
