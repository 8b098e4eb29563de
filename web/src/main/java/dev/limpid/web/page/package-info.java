/**
 * One class a page: values in, the page's text out, by a template of the same name. Templates escape every value for
 * the place where it stands; no class here writes markup itself.
 */
@NullMarked
package dev.limpid.web.page;

import org.jspecify.annotations.NullMarked;
