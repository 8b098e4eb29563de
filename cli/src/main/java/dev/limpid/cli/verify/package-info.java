/**
 * Checks whether this machine gets the same log and configuration of a collection as everybody else. The sentences are in
 * {@code verify.properties}.
 */
@NullMarked
package dev.limpid.cli.verify;

import org.jspecify.annotations.NullMarked;
