package dev.limpid.tlog.module;

import dev.limpid.tlog.LogFormatException;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of the files and folders in one module. No two may differ by case alone, and none may be both a file and a
 * folder: which of the two a reader gets would depend on its file system. For one thread at a time.
 */
final class CaseFoldedNames {

    private record Name(String spelling, boolean folder) {}

    private final Map<String, Name> names = new HashMap<>();

    /** Adds a file and the folders above it. */
    void add(String file) throws LogFormatException {
        put(new Name(file, false));
        for (int slash = file.lastIndexOf('/'); slash >= 0; slash = file.lastIndexOf('/', slash - 1)) {
            put(new Name(file.substring(0, slash), true));
        }
    }

    private void put(Name name) throws LogFormatException {
        Name before = names.putIfAbsent(ModuleFileName.folded(name.spelling()), name);
        if (before == null || (before.equals(name) && name.folder())) {
            return;
        }
        throw new LogFormatException(
                before.equals(name)
                        ? "it contains " + name.spelling() + " twice"
                        : "it contains " + before.spelling() + " and " + name.spelling()
                                + ", which are one name on some file systems");
    }
}
