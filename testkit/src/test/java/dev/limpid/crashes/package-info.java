/** Crashes of real programs, in separate processes. */
package dev.limpid.crashes;
