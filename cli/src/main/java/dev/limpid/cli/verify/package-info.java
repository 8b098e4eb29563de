/**
 * Whether a collection's log and the configuration from it are what everybody else gets, in the sentences of {@code verify.properties}.
 */
@NullMarked
package dev.limpid.cli.verify;

import org.jspecify.annotations.NullMarked;
