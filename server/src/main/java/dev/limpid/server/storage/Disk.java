package dev.limpid.server.storage;

import dev.limpid.server.file.DurableFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The few things the local store asks of a disk; tests give it a disk that fails. */
interface Disk {

    /** Opens a file for writing, making it if it is not there. Its name is durable, whoever made it. */
    WritableFile open(Path file) throws IOException;

    /** What of this folder's disk is free. To be kept: finding the disk of a folder costs more than asking it. */
    FreeSpace freeSpace(Path folder) throws IOException;

    /** Makes the names in a folder durable. */
    void forceFolder(Path folder) throws IOException;

    /** How much can still be written. */
    @FunctionalInterface
    interface FreeSpace {

        /** Bytes, now. */
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
                // Also of one that is there: who made it may have been killed before this.
                forceFolder(file.resolveSibling("."));
                return new RealFile(channel);
            } catch (IOException e) {
                try (channel) {
                    if (isNew) {
                        // What was not forced is not forced by trying again, but made anew it is.
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
