package dev.limpid.server.http;

import java.util.Optional;

/**
 * The head of a POST, known before its body arrives. Nothing in it identifies the sender, except a relay's credentials.
 *
 * @param path the decoded path, beginning with {@code /}, relative to the collection's root
 * @param contentType the media type in lower case without parameters; empty if none was named
 * @param encoding the content encoding in lower case, {@code identity} if none was named
 * @param token the token that makes a resent answer count once, as received; empty if there was none
 * @param authorization the sender's credentials, as received; empty if there were none
 * @param via the intermediaries that the {@code Via} header names (RFC 9110, section 7.6.3); empty if there is none
 */
public record UploadHead(
        String path,
        String contentType,
        String encoding,
        Optional<String> token,
        Optional<String> authorization,
        Optional<String> via) {

    /** Leaves out the headers, which may contain a secret. */
    @Override
    public String toString() {
        return "UploadHead[" + path + "]";
    }
}
