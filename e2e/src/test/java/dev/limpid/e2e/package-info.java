/**
 * End-to-end tests, with real processes, files, sockets, servers and browsers; and tests of the structure of the project.
 */
@NullMarked
package dev.limpid.e2e;

import org.jspecify.annotations.NullMarked;
