/**
 * Files as every part of the server writes them: whole or not at all, and durable. Paths and bytes flow in, and what
 * returns is on the disk.
 */
@NullMarked
package dev.limpid.server.file;

import org.jspecify.annotations.NullMarked;
