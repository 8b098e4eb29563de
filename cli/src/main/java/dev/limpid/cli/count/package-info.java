/**
 * Counting from scripts: events by name, for a program that is not loaded here.
 */
@NullMarked
package dev.limpid.cli.count;

import org.jspecify.annotations.NullMarked;
