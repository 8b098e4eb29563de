package dev.limpid.server.http;

import java.util.Optional;

/**
 * A POST with its complete body. Nothing in it identifies the sender.
 *
 * @param body the body as it was sent; the receiver may keep it
 */
public record Upload(UploadHead head, byte[] body) {

    /** The decoded path, beginning with {@code /}, relative to the collection's root. */
    public String path() {
        return head.path();
    }

    /** The content encoding in lower case, {@code identity} if none was named. */
    public String encoding() {
        return head.encoding();
    }

    /** The token that makes a resent answer count once, as received; empty if there was none. */
    public Optional<String> token() {
        return head.token();
    }
}
