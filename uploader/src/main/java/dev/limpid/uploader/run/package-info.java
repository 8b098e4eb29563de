/**
 * One pass over one telemetry home: weeks that ended become local reports, local reports that the user agreed to have
 * used become answers to the questions that this machine is drawn for, answers are sent and kept as copies; and how
 * programs run such passes without being slowed by them. Specified in {@code spec/home.md}.
 */
@NullMarked
package dev.limpid.uploader.run;

import org.jspecify.annotations.NullMarked;
