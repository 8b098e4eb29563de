/**
 * One pass over one telemetry home: weeks that are over become local reports; reports that the user allows to be used
 * become answers to the questions for which this machine is drawn; answers are sent and kept as copies. A preview shows
 * what a pass would do without making one. Input: a home, its mode, verified configurations and a sender. Output: what
 * was done, step by step. Specified in {@code spec/home.md}, "A pass".
 */
@NullMarked
package dev.limpid.uploader.run;

import org.jspecify.annotations.NullMarked;
