package dev.limpid.tlog.note;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A signed note (C2SP signed-note): text that ends in a line feed, an empty line, signature lines. Signatures by
 * unknown keys are ignored and kept; a wrong signature by a known key makes the note invalid.
 *
 * @param text the signed text, with its final line feed
 * @param signatures in the order of the note
 */
public record Note(String text, List<NoteSignature> signatures) {

    /** A note with more signatures is refused. */
    public static final int MOST_SIGNATURES = 100;

    /** A note of more bytes is refused before it is parsed. */
    public static final int LONGEST = 1_000_000;

    public Note {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the text of a note ends in a line feed");
        }
    }

    /** A note that nobody has signed yet. */
    public static Note unsigned(String text) {
        return new Note(text, List.of());
    }

    public static Note parse(byte[] bytes) throws LogFormatException {
        if (bytes.length > LONGEST) {
            throw new LogFormatException("a note of " + bytes.length + " bytes, expected at most " + LONGEST);
        }
        String whole = decode(bytes);
        int split = whole.lastIndexOf("\n\n");
        if (split < 0 || !whole.endsWith("\n")) {
            throw new LogFormatException("not a signed note: no empty line between text and signatures");
        }
        String text = whole.substring(0, split + 1);
        List<NoteSignature> signatures = new ArrayList<>();
        for (int at = split + 2; at < whole.length(); ) {
            int end = whole.indexOf('\n', at);
            signatures.add(NoteSignature.parse(whole.substring(at, end)));
            if (signatures.size() > MOST_SIGNATURES) {
                throw new LogFormatException("a note has more than " + MOST_SIGNATURES + " signatures");
            }
            at = end + 1;
        }
        if (signatures.isEmpty()) {
            throw new LogFormatException("a note has no signature");
        }
        return new Note(text, signatures);
    }

    private static String decode(byte[] bytes) throws LogFormatException {
        String whole;
        try {
            whole = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new LogFormatException("a note is not UTF-8");
        }
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (c < 0x20 && c != '\n') {
                throw new LogFormatException("a note contains control character " + (int) c + " at " + i);
            }
        }
        return whole;
    }

    /** This note with one more signature at the end. */
    public Note with(NoteSignature signature) {
        List<NoteSignature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new Note(text, more);
    }

    /** This note without the signatures by a key. */
    public Note without(VerifierKey key) {
        return new Note(
                text, signatures.stream().filter(each -> !key.matches(each)).toList());
    }

    /**
     * The first signature by this key; empty if there is none. All of this key's signatures are verified.
     *
     * @throws ProofException if the note has a signature by this key that is wrong
     */
    public Optional<NoteSignature> signedBy(VerifierKey key) throws ProofException {
        NoteSignature found = null;
        for (NoteSignature signature : signatures) {
            if (key.matches(signature)) {
                if (!key.verifies(text, signature)) {
                    throw new ProofException("the signature by " + key.name() + " is wrong");
                }
                found = found == null ? signature : found;
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * Checks that at least one of these keys has signed, and that all signatures by these keys are right.
     *
     * @throws ProofException if not
     */
    public void requireSignedByOneOf(Collection<VerifierKey> keys) throws ProofException {
        boolean signed = false;
        for (VerifierKey key : keys) {
            signed |= signedBy(key).isPresent();
        }
        if (!signed) {
            throw new ProofException("no known key has signed, expected one of " + keys);
        }
    }

    @Override
    public String toString() {
        StringBuilder whole = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            whole.append(signature.line()).append('\n');
        }
        return whole.toString();
    }

    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }
}
