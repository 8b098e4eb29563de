package dev.limpid.dist.data;

import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Keys are given, and none of them belongs to the tree that is to be checked. */
final class MissingKeyException extends IOException {

    private static final long serialVersionUID = 1;

    MissingKeyException(String tree, List<VerifierKey> given) {
        super("the key of the " + tree + " tree is missing, found only "
                + given.stream().map(VerifierKey::name).collect(Collectors.joining(", "))
                + "; the configuration tree and the data tree have a key each, and need a --key each");
    }
}
