package dev.limpid.uploader.send;

/** Where answers go. */
public interface AnswerSender {

    /**
     * Sends one answer once, with a time limit; never throws for what the network or the server does. Where the thread is
     * interrupted the answer is given up, or not begun; it may go {@link SendResult.Later}, and the thread stays interrupted.
     *
     * @param token 32 hex digits, drawn for this answer alone; a resend gives the same, by which the server knows it
     * @param answer the answer's canonical JSON; a resend gives the same bytes
     */
    SendResult send(String token, byte[] answer);
}
