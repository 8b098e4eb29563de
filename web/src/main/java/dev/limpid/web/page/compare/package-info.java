/**
 * The pages that put two things side by side: two sides of a chart, a chart over time, and changes from week to week.
 */
@NullMarked
package dev.limpid.web.page.compare;

import org.jspecify.annotations.NullMarked;
