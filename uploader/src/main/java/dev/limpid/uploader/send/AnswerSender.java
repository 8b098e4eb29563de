package dev.limpid.uploader.send;

/** Sends answers to the collection's server. */
public interface AnswerSender {

    /**
     * Sends one answer once, with a time limit; never throws because of what the network or the server does. If the
     * thread is interrupted, the attempt is given up or not begun; the answer can be sent {@link SendResult.Later}, and
     * the thread stays interrupted.
     *
     * @param token 32 hex digits, drawn for this answer alone; a resend has the same token, by which the server
     *     recognises it
     * @param answer the answer's canonical JSON; a resend has the same bytes
     */
    SendResult send(String token, byte[] answer);
}
