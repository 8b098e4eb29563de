/**
 * Figures as drawings: shares become widths, weeks become positions. Bars and trends are drawn in per cent of the available width, so
 * that one drawing fits a phone and a desktop without a script; downloads are drawn at a fixed size.
 */
@NullMarked
package dev.limpid.web.plot;

import org.jspecify.annotations.NullMarked;
