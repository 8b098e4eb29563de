package dev.limpid.tlog.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tlog.LogFormatException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A zip written by hand, with one ambiguity at a time: each is refused for its own reason. */
@SuppressWarnings("ByteBufferBackingArray") // each is allocated here, with a separate array
class ZipReaderTest {

    private static final String NOT_LISTED = "its directory does not list its files in order and without gaps";
    private static final String TWO_WAYS = "a is described in two ways";

    /** Fields of a file that a test changes; both headers agree unless a test makes them differ. */
    private static final class Written {
        final String name;
        byte[] content;
        byte[] packed;
        int method;
        int flags;
        byte[] extra = {};
        byte[] entryExtra = {};
        byte[] comment = {};
        byte[] descriptor = {};
        long attributes;

        Written(String name, String content) {
            this.name = name;
            this.content = content.getBytes(UTF_8);
            this.packed = this.content;
        }

        Written deflated() {
            Deflater deflater = new Deflater(9, true);
            deflater.setInput(content);
            deflater.finish();
            byte[] bytes = new byte[content.length + 100];
            int length = deflater.deflate(bytes);
            packed = Arrays.copyOf(bytes, length);
            deflater.end();
            method = 8;
            return this;
        }

        int crc() {
            CRC32 crc = new CRC32();
            crc.update(content);
            return (int) crc.getValue();
        }
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private final Written a = new Written("a", "some content");
    private final Written b = new Written("b", "");
    private int directory;
    private int end;
    private byte[] zip = {};

    @BeforeEach
    void write() {
        zip = zip(a, b);
    }

    private byte[] zip(Written... files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        for (Written file : files) {
            byte[] name = file.name.getBytes(UTF_8);
            boolean follows = (file.flags & 8) != 0;
            int at = out.size();
            ByteBuffer header = buffer(30).putInt(0x04034b50).putShort((short) 20);
            header.putShort((short) file.flags).putShort((short) file.method).putInt(0);
            header.putInt(follows ? 0 : file.crc());
            header.putInt(follows ? 0 : file.packed.length).putInt(follows ? 0 : file.content.length);
            header.putShort((short) name.length).putShort((short) file.extra.length);
            out.writeBytes(header.array());
            out.writeBytes(name);
            out.writeBytes(file.extra);
            out.writeBytes(file.packed);
            out.writeBytes(file.descriptor);
            ByteBuffer entry =
                    buffer(46).putInt(0x02014b50).putShort((short) 20).putShort((short) 20);
            entry.putShort((short) file.flags).putShort((short) file.method).putInt(0);
            entry.putInt(file.crc()).putInt(file.packed.length).putInt(file.content.length);
            entry.putShort((short) name.length).putShort((short) file.entryExtra.length);
            entry.putShort((short) file.comment.length).putShort((short) 0).putShort((short) 0);
            entry.putInt((int) file.attributes).putInt(at);
            entries.writeBytes(entry.array());
            entries.writeBytes(name);
            entries.writeBytes(file.entryExtra);
            entries.writeBytes(file.comment);
        }
        directory = out.size();
        out.writeBytes(entries.toByteArray());
        end = out.size();
        ByteBuffer last = buffer(22).putInt(0x06054b50).putInt(0);
        last.putShort((short) files.length).putShort((short) files.length);
        last.putInt(entries.size()).putInt(directory).putShort((short) 0);
        out.writeBytes(last.array());
        return out.toByteArray();
    }

    private static Map<String, byte[]> read(byte[] zip) throws LogFormatException {
        return ZipReader.read(zip, 2, 100);
    }

    private static void refused(byte[] zip, String why) {
        assertThatThrownBy(() -> read(zip))
                .isInstanceOf(LogFormatException.class)
                .hasMessage(why);
    }

    private byte[] bent(Consumer<ByteBuffer> bending) {
        byte[] bent = zip.clone();
        bending.accept(ByteBuffer.wrap(bent).order(ByteOrder.LITTLE_ENDIAN));
        return bent;
    }

    private void bentByte(int at, String why) {
        refused(bent(bytes -> bytes.put(at, (byte) (bytes.get(at) ^ 0x40))), why);
    }

    private byte[] descriptor(Written file, boolean signature) {
        ByteBuffer bytes = buffer(signature ? 16 : 12);
        if (signature) {
            bytes.putInt(0x08074b50);
        }
        return bytes.putInt(file.crc())
                .putInt(file.packed.length)
                .putInt(file.content.length)
                .array();
    }

    @Test
    void plainZip_isRead() throws Exception {
        assertThat(read(zip)).containsOnlyKeys("a", "b");
        assertThat(read(zip).get("a")).isEqualTo(a.content);
        assertThat(read(zip).get("b")).isEmpty();
        assertThat(read(zip())).isEmpty();
    }

    @Test
    void compressedFile_isRead_whetherItsSizesFollowOrNot() throws Exception {
        a.deflated();
        assertThat(read(zip(a, b)).get("a")).isEqualTo(a.content);
        a.flags = 0x0008 | 0x0800;
        for (boolean signature : new boolean[] {true, false}) {
            a.descriptor = descriptor(a, signature);
            assertThat(read(zip(a, b)).get("a")).isEqualTo(a.content);
            for (int at = signature ? 4 : 0; at < a.descriptor.length; at += 4) {
                a.descriptor[at] ^= 1;
                refused(zip(a, b), TWO_WAYS);
                a.descriptor[at] ^= 1;
            }
        }
    }

    @Test
    void end_isTheLastThing_andCountsOneDisk() {
        refused(new byte[21], "it does not end with the end record of a zip");
        for (int at = 0; at < 4; at++) {
            bentByte(end + at, "it does not end with the end record of a zip");
        }
        refused(Arrays.copyOf(zip, zip.length + 1), "it does not end with the end record of a zip");
        for (int at : new int[] {4, 6, 8, 20}) {
            bentByte(end + at, "it spans disks or ends in a comment");
        }
        bentByte(end + 12, "its directory does not end where its end record begins");
        bentByte(end + 16, "its directory does not end where its end record begins");
    }

    @Test
    void filesAndBytes_areTakenUpToTheirLimits() throws Exception {
        assertThat(ZipReader.read(zip, 2, 12)).hasSize(2);
        assertThatThrownBy(() -> ZipReader.read(zip, 1, 12)).hasMessage("it contains more than 1 files");
        assertThatThrownBy(() -> ZipReader.read(zip, 2, 11)).hasMessage("it contains more bytes than the limit");
        byte[] both = zip(new Written("a", "123456"), new Written("b", "1234567"));
        assertThat(ZipReader.read(both, 2, 13)).hasSize(2);
        assertThatThrownBy(() -> ZipReader.read(both, 2, 12)).hasMessage("it contains more bytes than the limit");
    }

    @Test
    void directory_listsEveryFileInItsPlace() {
        bentByte(directory, NOT_LISTED);
        bentByte(0, NOT_LISTED);
        bentByte(directory + 42, NOT_LISTED);
        // One file fewer than there are: the second is between the first and the directory.
        refused(
                bent(bytes -> bytes.putShort(end + 8, (short) 1).putShort(end + 10, (short) 1)),
                "it has bytes before or between its files");
        // One more: the end record is not an entry.
        refused(
                bent(bytes -> bytes.putShort(end + 8, (short) 3).putShort(end + 10, (short) 3)),
                "it contains more than 2 files");
        refused(
                bent(bytes -> bytes.putShort(directory + 46 + 1 + 28, (short) 40)),
                "it is not a zip, or is only a part of one");
        refused(zip(a, a), "it contains a twice");
    }

    @Test
    void entryThatEndsBehindTheDirectory_isRefused() {
        b.entryExtra = new byte[] {0, 0, 4, 0, 1, 2, 3, 4};
        zip = zip(a, b);
        int extra = directory + 47 + 30;
        refused(
                bent(bytes -> bytes.putShort(extra, (short) 12).putShort(directory + 47 + 46 + 1 + 2, (short) 8)),
                "its directory is longer than the length that it declares");
    }

    @Test
    void bothHeaders_sayTheSame() {
        for (int at : new int[] {6, 8, 14, 18, 22, 26, 30}) {
            bentByte(at, TWO_WAYS);
        }
        for (int at : new int[] {16, 24}) {
            bentByte(directory + at, TWO_WAYS);
        }
    }

    @Test
    void wayOfPacking_isOneOfTwo_andItsFlagsChangeNoReading() throws Exception {
        for (int method : new int[] {1, 7, 9, 12}) {
            a.method = method;
            refused(zip(a, b), "a is packed in an unknown way");
        }
        a.method = 0;
        for (int bit = 0; bit < 16; bit++) {
            a.flags = 1 << bit;
            a.descriptor = bit == 3 ? descriptor(a, true) : new byte[0];
            if (bit == 1 || bit == 2 || bit == 3 || bit == 11) {
                assertThat(read(zip(a, b))).hasSize(2);
            } else {
                refused(zip(a, b), "a is packed in an unknown way");
            }
        }
    }

    @Test
    void file_isARegularOneOnThisDisk_withoutAComment() throws Exception {
        for (long mode : new long[] {0, 0x8000, 0x81a4, 0x01ff}) {
            a.attributes = mode << 16;
            assertThat(read(zip(a, b))).hasSize(2);
        }
        for (long attributes : new long[] {0xa000L << 16, 0x4000L << 16, 0x6000L << 16, 0x10, 0x08}) {
            a.attributes = attributes;
            refused(zip(a, b), "a is not a regular file");
        }
        a.attributes = 0;
        bentByte(directory + 34, "a is on another disk or has a comment");
        a.comment = new byte[] {'x'};
        refused(zip(a, b), "a is on another disk or has a comment");
    }

    @Test
    void extraFields_areTakenUnlessTheyChangeNameOrSizes() throws Exception {
        byte[] times = {0x55, 0x54, 3, 0, 1, 2, 3};
        byte[] two = {0x55, 0x54, 1, 0, 9, 1, 1, 0, 0};
        for (byte[] good : new byte[][] {{}, times, two}) {
            a.extra = good;
            a.entryExtra = good;
            assertThat(read(zip(a, b)).get("a")).isEqualTo(a.content);
        }
        byte[][] bad = {{1, 0, 0, 0}, {0x75, 0x70, 0, 0}, {0x55, 0x54, 1, 0}, {0x55, 0x54, 0, 0, 1, 0, 0, 0}, {9}};
        for (byte[] field : bad) {
            a.extra = field;
            a.entryExtra = new byte[0];
            refused(zip(a, b), "a has an extra field that is not understood");
            a.extra = new byte[0];
            a.entryExtra = field;
            refused(zip(a, b), "a has an extra field that is not understood");
        }
    }

    @Test
    void content_isWhatTheDirectorySays_andNoByteMoreOrLess() {
        bentByte(31, "a is not what the directory says");
        a.content = "another text".getBytes(UTF_8); // of the same length
        refused(zip(a, b), "a is not what the directory says");
        a.packed = new byte[0];
        refused(zip(a, b), "a is not what the directory says");
        Written large = new Written("a", "12");
        large.packed = new byte[5];
        refused(zip(large, b), "a is not what the directory says");
        Written longer = new Written("a", "more, more and more");
        longer.deflated();
        byte[] whole = longer.packed;
        longer.packed = Arrays.copyOf(whole, whole.length - 1);
        refused(zip(longer, b), "a is not what the directory says");
        longer.packed = Arrays.copyOf(whole, whole.length + 1);
        refused(zip(longer, b), "a is not what the directory says");
        longer.packed = whole;
        longer.content = Arrays.copyOf(longer.content, longer.content.length - 1);
        refused(zip(longer, b), "a is not what the directory says");
        longer.content = Arrays.copyOf(longer.content, longer.content.length + 2);
        refused(zip(longer, b), "a is not what the directory says");
    }

    @Test
    void fileThatReachesIntoTheDirectory_isRefused() {
        Written last = new Written("b", "0123456789");
        zip = zip(a, last);
        int entry = directory + 47;
        int file = directory - 10 - 31;
        refused(bent(bytes -> bytes.putInt(entry + 20, 11).putInt(file + 18, 11)), "b is longer than the zip");
    }

    @Test
    void nonsense_isRefusedInAWord() {
        a.method = 8;
        a.packed = new byte[] {7, 7, 7, 7};
        assertThatThrownBy(() -> read(zip(a, b)))
                .isInstanceOf(LogFormatException.class)
                .hasMessageStartingWith("a cannot be unpacked: ");
        zip = zip(b);
        refused(bent(bytes -> bytes.put(directory + 46, (byte) 0xff)), "it contains a name that is not UTF-8");
        for (int length = 0; length < zip.length; length++) {
            byte[] part = Arrays.copyOf(zip, length);
            assertThatThrownBy(() -> read(part)).isInstanceOf(LogFormatException.class);
        }
    }
}
