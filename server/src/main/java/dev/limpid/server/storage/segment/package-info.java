/**
 * The files of the store on the local disk, and reading them: the folders of the weeks, the segments, the frames in
 * them, and up to where answers were acknowledged. Input: the files, as a server wrote them or as damage left them.
 * Output: answers, how many there are, and what is damaged. Nothing here writes, so all of it may be used while a server
 * has the store open. Specified in {@code spec/answer-store.md}.
 */
@NullMarked
package dev.limpid.server.storage.segment;

import org.jspecify.annotations.NullMarked;
