package dev.limpid.server.log;

/** Too few witnesses cosigned a head. What was appended is durable and will be published with a later head. */
public final class MissingQuorumException extends Exception {
    private static final long serialVersionUID = 1L;

    public MissingQuorumException(String message) {
        super(message);
    }
}
