/**
 * Signed notes (C2SP signed-note): text, signatures and the keys that make and verify them. Specification: {@code
 * spec/log.md}.
 */
@NullMarked
package dev.limpid.tlog.note;

import org.jspecify.annotations.NullMarked;
