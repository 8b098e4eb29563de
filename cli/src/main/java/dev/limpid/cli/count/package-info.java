/**
 * Counting from scripts: events by name for a program that is not ours to load.
 */
@NullMarked
package dev.limpid.cli.count;

import org.jspecify.annotations.NullMarked;
