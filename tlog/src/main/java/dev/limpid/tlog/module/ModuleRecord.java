package dev.limpid.tlog.module;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One entry of the tree, in the form of the Go checksum database:
 *
 * <pre>
 * path version h1:…
 * path version/go.mod h1:…
 * </pre>
 *
 * @param path the module
 * @param version its version
 * @param zipHash the {@code h1:} hash over the files of its zip
 * @param goModHash the {@code h1:} hash of its go.mod
 */
public record ModuleRecord(ModulePath path, ModuleVersion version, String zipHash, String goModHash) {

    /** The record of a module. */
    public static ModuleRecord of(ModuleZip zip) {
        return new ModuleRecord(zip.path(), zip.version(), zip.hash(), zip.goModHash());
    }

    /** Reads an entry; any other spelling of the same values is refused. */
    public static ModuleRecord parse(byte[] entry) throws LogFormatException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(entry))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new LogFormatException("a record is not UTF-8");
        }
        String[] lines = text.split("\n", -1);
        if (lines.length != 3 || !lines[2].isEmpty()) {
            throw new LogFormatException("a record has " + (lines.length - 1) + " lines, expected 2");
        }
        String[] first = lines[0].split(" ", -1);
        String[] second = lines[1].split(" ", -1);
        if (first.length != 3
                || second.length != 3
                || !first[0].equals(second[0])
                || !second[1].equals(first[1] + "/go.mod")) {
            throw new LogFormatException(
                    "a record is not written \"path version hash\" and \"path version/go.mod hash\"");
        }
        ModuleHash.check(first[2]);
        ModuleHash.check(second[2]);
        return new ModuleRecord(ModulePath.parse(first[0]), ModuleVersion.parse(first[1]), first[2], second[2]);
    }

    /** The bytes of the entry. */
    public byte[] entry() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The hash of the leaf that the entry becomes. */
    public Hash leaf() {
        return Hash.ofLeaf(entry());
    }

    /** {@code path@version}, the key under which the record is found. */
    public String key() {
        return path + "@" + version;
    }

    @Override
    public String toString() {
        return path + " " + version + " " + zipHash + "\n" + path + " " + version + "/go.mod " + goModHash + "\n";
    }
}
