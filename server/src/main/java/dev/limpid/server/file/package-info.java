/**
 * Files as every part of the server writes them: completely or not at all, and durably. Input: paths and bytes. When a
 * method returns, they are on the disk.
 */
@NullMarked
package dev.limpid.server.file;

import org.jspecify.annotations.NullMarked;
