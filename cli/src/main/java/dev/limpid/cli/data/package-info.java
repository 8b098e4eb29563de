/**
 * What lies on the user's machine, as it is: homes, counters, reports and files, to be listed, read and thrown away. Nothing leaves the machine.
 */
@NullMarked
package dev.limpid.cli.data;

import org.jspecify.annotations.NullMarked;
