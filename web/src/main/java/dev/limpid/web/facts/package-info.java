/** What a site shows besides its charts: its operator, the versions of its configuration, its log, its published files. */
@NullMarked
package dev.limpid.web.facts;

import org.jspecify.annotations.NullMarked;
