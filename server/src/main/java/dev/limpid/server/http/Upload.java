package dev.limpid.server.http;

import java.util.Optional;

/**
 * A POST with all of its body. Nothing in it tells who sent it.
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

    /** What makes a resend count once, as it came; empty if the sender sent nothing. */
    public Optional<String> token() {
        return head.token();
    }
}
