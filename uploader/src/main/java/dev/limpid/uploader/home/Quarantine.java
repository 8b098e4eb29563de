package dev.limpid.uploader.home;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Moves unreadable files out of the way, with the reason next to them, so that they stop nothing and can be examined.
 */
public final class Quarantine {

    private Quarantine() {}

    /** Moves a file to the damaged ones, with the reason next to it; returns its new path. */
    public static Path moveAside(HomeLayout files, Path file, String reason) throws IOException {
        Path target = moveInto(files.damaged(), file);
        AtomicFile.write(target.resolveSibling(target.getFileName() + ".reason.txt"), reason + "\n");
        return target;
    }

    /** Moves a file into a folder, under a name that is free there; returns its new path. */
    public static Path moveInto(Path folder, Path file) throws IOException {
        AtomicFile.ensureFolder(folder);
        String name = file.getFileName().toString();
        Path target = folder.resolve(name);
        for (int i = 2; HomeFiles.exists(target); i++) {
            target = folder.resolve(i + "-" + name);
        }
        AtomicFile.move(file, target);
        return target;
    }
}
