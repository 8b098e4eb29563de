/**
 * What is stored on the user's machine: the commands list, show and delete homes, counters, reports and files. Nothing leaves the
 * machine.
 */
@NullMarked
package dev.limpid.cli.data;

import org.jspecify.annotations.NullMarked;
