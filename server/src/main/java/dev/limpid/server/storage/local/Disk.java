package dev.limpid.server.storage.local;

import dev.limpid.server.file.DurableFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The few operations that the local store needs from a disk; tests give it a disk that fails. */
interface Disk {

    /**
     * Opens a file for writing, and creates it if it does not exist. Its name is durable, whichever process created it.
     */
    WritableFile open(Path file) throws IOException;

    /** The free space of this folder's disk. Keep the result: finding the disk of a folder costs more than asking the disk. */
    FreeSpace freeSpace(Path folder) throws IOException;

    /** Makes the names in a folder durable. */
    void forceFolder(Path folder) throws IOException;

    /** How much can still be written. */
    @FunctionalInterface
    interface FreeSpace {

        /** The bytes that are free now. */
        long usable() throws IOException;
    }

    /** A file that grows at its end. */
    interface WritableFile extends Closeable {

        long size() throws IOException;

        /** Writes all of the buffer at this place. */
        void write(ByteBuffer bytes, long at) throws IOException;

        void truncate(long size) throws IOException;

        /** Returns once everything written is durable. */
        void force() throws IOException;
    }

    /** The disk of this machine. */
    Disk REAL = new Disk() {
        @Override
        public WritableFile open(Path file) throws IOException {
            boolean isNew = Files.notExists(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (isNew) {
                    channel.force(true);
                }
                // Also for a file that exists: the process that created it may have been killed before this.
                forceFolder(file.resolveSibling("."));
                return new RealFile(channel);
            } catch (IOException e) {
                try (channel) {
                    if (isNew) {
                        // Forcing the same file again would not make it durable, but forcing a new one will.
                        Files.deleteIfExists(file);
                    }
                } catch (IOException suppressed) {
                    e.addSuppressed(suppressed);
                }
                throw e;
            }
        }

        @Override
        public FreeSpace freeSpace(Path folder) throws IOException {
            return Files.getFileStore(folder)::getUsableSpace;
        }

        @Override
        public void forceFolder(Path folder) throws IOException {
            DurableFile.forceFolder(folder);
        }
    };

    /** A file of this machine. */
    record RealFile(FileChannel channel) implements WritableFile {

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void write(ByteBuffer bytes, long at) throws IOException {
            long to = at;
            while (bytes.hasRemaining()) {
                to += channel.write(bytes, to);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
