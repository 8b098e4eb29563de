package dev.limpid.tlog.note;

import dev.limpid.tlog.Base64Text;
import dev.limpid.tlog.LogFormatException;
import java.time.Instant;
import java.util.Arrays;

/**
 * One signature line of a note: {@code — name base64(keyId ‖ bytes)}.
 *
 * @param name the name of the alleged signer
 * @param keyId the identifier of the signer's key
 * @param bytes the signature, in the form that the key's type defines
 */
public record NoteSignature(String name, int keyId, byte[] bytes) {

    private static final String DASH = "\u2014 ";

    public NoteSignature {
        bytes = bytes.clone();
    }

    /** Reads a line without its line feed. */
    public static NoteSignature parse(String line) throws LogFormatException {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new LogFormatException("a signature line is written \"\u2014 name signature\"");
        }
        String name = KeyName.requireValid(line.substring(DASH.length(), space));
        byte[] signature = Base64Text.decode(line.substring(space + 1));
        if (signature.length <= Integer.BYTES) {
            throw new LogFormatException("the signature of " + name + " has only " + signature.length + " bytes");
        }
        int keyId = (signature[0] & 0xff) << 24
                | (signature[1] & 0xff) << 16
                | (signature[2] & 0xff) << 8
                | (signature[3] & 0xff);
        return new NoteSignature(name, keyId, Arrays.copyOfRange(signature, Integer.BYTES, signature.length));
    }

    /** The line without its line feed. */
    public String line() {
        byte[] signature = new byte[Integer.BYTES + bytes.length];
        for (int i = 0; i < Integer.BYTES; i++) {
            signature[i] = (byte) (keyId >>> (24 - 8 * i));
        }
        System.arraycopy(bytes, 0, signature, Integer.BYTES, bytes.length);
        return DASH + name + " " + Base64Text.encode(signature);
    }

    /**
     * The time of a cosignature, at the latest the end of the year 9999. Call it only for a signature that a
     * cosignature key has verified.
     */
    public Instant cosignedAt() {
        return Cosignature.time(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && name.equals(that.name)
                && keyId == that.keyId
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes) + keyId;
    }

    @Override
    public String toString() {
        return line();
    }
}
