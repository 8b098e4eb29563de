package dev.limpid.server.log.tree;

import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.note.Note;

/**
 * The head that readers see, in both forms.
 *
 * @param checkpoint the tree
 * @param note the signed and cosigned checkpoint
 * @param goNote the head of the same tree, signed for Go clients
 */
public record PublishedHead(Checkpoint checkpoint, Note note, Note goNote) {

    public long size() {
        return checkpoint.size();
    }
}
