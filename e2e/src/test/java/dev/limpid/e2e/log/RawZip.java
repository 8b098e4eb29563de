package dev.limpid.e2e.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A zip written byte by byte, so that every part of it can lie. */
final class RawZip {

    /** A file; its local header and its entry in the directory can differ. */
    static final class Entry {
        byte[] nameBeside;
        byte[] name;
        byte[] packed;
        long crc;
        long size;
        long packedSize;
        int flags;
        int method;
        int creator = 3;
        long attributes = 0100644L << 16;
        byte[] extra = new byte[0];
        byte[] extraBeside = new byte[0];
        byte[] descriptor = new byte[0];
        boolean sizesFollow;
        int sizeBeside = -1;
        boolean hidden;
        int offset = -1;
        byte[] comment = new byte[0];

        Entry(String name, byte[] content) {
            this.name = name.getBytes(StandardCharsets.UTF_8);
            this.nameBeside = this.name;
            CRC32 digest = new CRC32();
            digest.update(content);
            crc = digest.getValue();
            size = content.length;
            method = 8;
            packed = deflated(content);
            packedSize = packed.length;
        }

        Entry(String name, String content) {
            this(name, content.getBytes(StandardCharsets.UTF_8));
        }
    }

    final List<Entry> entries = new ArrayList<>();
    byte[] before = new byte[0];
    byte[] beforeDirectory = new byte[0];
    byte[] comment = new byte[0];
    byte[] after = new byte[0];
    int disk;
    int countMore;

    RawZip with(Entry entry) {
        entries.add(entry);
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before);
        List<Integer> offsets = new ArrayList<>();
        for (Entry entry : entries) {
            offsets.add(entry.offset >= 0 ? entry.offset : out.size());
            if (entry.offset < 0) {
                file(entry, out);
            }
        }
        out.writeBytes(beforeDirectory);
        int directory = out.size();
        int listed = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).hidden) {
                listed(entries.get(i), offsets.get(i), out);
                listed++;
            }
        }
        int directorySize = out.size() - directory;
        ByteBuffer end = little(22);
        end.putInt(0x06054b50).putShort((short) disk).putShort((short) disk);
        end.putShort((short) (listed + countMore)).putShort((short) (listed + countMore));
        end.putInt(directorySize).putInt(directory).putShort((short) comment.length);
        out.writeBytes(bytes(end));
        out.writeBytes(comment);
        out.writeBytes(after);
        return out.toByteArray();
    }

    private static void file(Entry entry, ByteArrayOutputStream out) {
        ByteBuffer head = little(30);
        head.putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) entry.flags)
                .putShort((short) entry.method);
        head.putInt(0);
        boolean follow = entry.sizesFollow;
        head.putInt(follow ? 0 : (int) entry.crc).putInt(follow ? 0 : (int) entry.packedSize);
        head.putInt(follow ? 0 : entry.sizeBeside >= 0 ? entry.sizeBeside : (int) entry.size);
        head.putShort((short) entry.nameBeside.length).putShort((short) entry.extraBeside.length);
        out.writeBytes(bytes(head));
        out.writeBytes(entry.nameBeside);
        out.writeBytes(entry.extraBeside);
        out.writeBytes(entry.packed);
        out.writeBytes(entry.descriptor);
    }

    private static void listed(Entry entry, int offset, ByteArrayOutputStream out) {
        ByteBuffer head = little(46);
        head.putInt(0x02014b50).putShort((short) (entry.creator << 8 | 20)).putShort((short) 20);
        head.putShort((short) entry.flags).putShort((short) entry.method).putInt(0);
        head.putInt((int) entry.crc).putInt((int) entry.packedSize).putInt((int) entry.size);
        head.putShort((short) entry.name.length).putShort((short) entry.extra.length);
        head.putShort((short) entry.comment.length).putShort((short) 0).putShort((short) 0);
        head.putInt((int) entry.attributes).putInt(offset);
        out.writeBytes(bytes(head));
        out.writeBytes(entry.name);
        out.writeBytes(entry.extra);
        out.writeBytes(entry.comment);
    }

    static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A descriptor, as it follows a file whose sizes were not known before. */
    static byte[] descriptor(long crc, long packed, long size) {
        return bytes(little(16)
                .putInt(0x08074b50)
                .putInt((int) crc)
                .putInt((int) packed)
                .putInt((int) size));
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.rewind().get(bytes);
        return bytes;
    }
}
