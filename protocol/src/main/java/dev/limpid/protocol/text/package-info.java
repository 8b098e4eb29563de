/**
 * Names as they appear in messages and on the wire: quoted so that no hostile name can forge a line of a log, measured
 * in the bytes that they take.
 */
@NullMarked
package dev.limpid.protocol.text;

import org.jspecify.annotations.NullMarked;
