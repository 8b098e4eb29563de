package dev.limpid.tlog.merkle;

import dev.limpid.tlog.Base64Text;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** A SHA-256 hash as the tree uses it (RFC 6962, section 2.1). Immutable. */
public final class Hash {

    /** Bytes in a hash. */
    public static final int LENGTH = 32;

    /** The root of a tree without leaves: SHA-256 of nothing. */
    public static final Hash OF_NOTHING = new Hash(Sha256.digest().digest());

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash of a leaf: SHA-256(00 ‖ entry). */
    public static Hash ofLeaf(byte[] entry) {
        MessageDigest digest = Sha256.digest();
        digest.update(LEAF);
        return new Hash(digest.digest(entry));
    }

    /** The hash of an inner node: SHA-256(01 ‖ left ‖ right). */
    public static Hash ofNode(Hash left, Hash right) {
        MessageDigest digest = Sha256.digest();
        digest.update(NODE);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    /** The hash at an offset of a tile. */
    public static Hash at(byte[] source, int offset) {
        return new Hash(Arrays.copyOfRange(source, offset, offset + LENGTH));
    }

    /** @throws LogFormatException if these are not 32 bytes */
    public static Hash of(byte[] bytes) throws LogFormatException {
        if (bytes.length != LENGTH) {
            throw new LogFormatException("a hash has " + bytes.length + " bytes, expected " + LENGTH);
        }
        return new Hash(bytes.clone());
    }

    /** @throws LogFormatException if the text is not the base64 of 32 bytes */
    public static Hash parse(String base64) throws LogFormatException {
        return of(Base64Text.decode(base64));
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    /** Writes the 32 bytes into a tile. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, LENGTH);
    }

    /** Several hashes one after another, as in a tile. */
    public static byte[] join(List<Hash> hashes) {
        byte[] joined = new byte[hashes.size() * LENGTH];
        for (int i = 0; i < hashes.size(); i++) {
            hashes.get(i).copyTo(joined, i * LENGTH);
        }
        return joined;
    }

    /** Base64, as notes and records write it. */
    @Override
    public String toString() {
        return Base64Text.encode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
