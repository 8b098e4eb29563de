/** Crashes of real programs, in processes of their own. */
package dev.limpid.crashes;
