/**
 * One pass over one telemetry home: weeks that ended become local reports; reports that the user agreed to have used become
 * answers to the questions that this machine is drawn for; answers are sent and kept as copies. What a pass would do can be
 * asked without making one. A home, its mode, verified configurations and a sender flow in, what was done flows out, step by
 * step. Specified in {@code spec/home.md}, "A pass".
 */
@NullMarked
package dev.limpid.uploader.run;

import org.jspecify.annotations.NullMarked;
