/** What a site says besides its charts: who runs it, its configuration's versions, its log, its published files. */
@NullMarked
package dev.limpid.web.facts;

import org.jspecify.annotations.NullMarked;
