/** What is taken from senders, and kept. */
@NullMarked
package dev.limpid.server.intake;

import org.jspecify.annotations.NullMarked;
