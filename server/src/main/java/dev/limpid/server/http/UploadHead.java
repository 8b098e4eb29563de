package dev.limpid.server.http;

import java.util.Optional;

/**
 * What of a POST is known before its body comes. Nothing in it tells who sent it, but for the credentials that a relay
 * shows.
 *
 * @param path the decoded path, beginning with {@code /}, relative to the collection's root
 * @param contentType the media type in lower case without parameters; empty if none was named
 * @param encoding the content encoding in lower case, {@code identity} if none was named
 * @param token what the sender sent beside the body to make a resend count once, as it came; empty if it sent nothing
 * @param authorization what the sender shows to be let in, as it came; empty if it shows nothing
 * @param via through whom it came, as they say of themselves (RFC 9110, section 7.6.3); empty if nobody says it
 */
public record UploadHead(
        String path,
        String contentType,
        String encoding,
        Optional<String> token,
        Optional<String> authorization,
        Optional<String> via) {

    /** It may hold a secret. */
    @Override
    public String toString() {
        return "UploadHead[" + path + "]";
    }
}
