package dev.limpid.server.http;

import java.util.Optional;

/**
 * A POST with all of its body. Nothing in it tells who sent it.
 *
 * @param path the decoded path, beginning with {@code /}, relative to the collection's root
 * @param encoding the content encoding in lower case, {@code identity} if none was named
 * @param token what the sender sent beside the body to make a resend count once, as it came; empty if it sent nothing
 * @param body the body as it was sent; the receiver may keep it
 */
public record Upload(String path, String encoding, Optional<String> token, byte[] body) {}
