/** The compiled templates of {@code src/main/jte}; generated, and called only from {@link dev.limpid.web.page}. */
package dev.limpid.web.template;
