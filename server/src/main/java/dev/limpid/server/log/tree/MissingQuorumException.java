package dev.limpid.server.log.tree;

/** Too few witnesses cosigned a head. What was appended is durable and will be published with a later head. */
public final class MissingQuorumException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String missing;

    /** @param missing who did not cosign, such as {@code witness lite (quorum 1 of 2)} */
    public MissingQuorumException(String missing) {
        super("the head waits for " + missing);
        this.missing = missing;
    }

    /** Who did not cosign. */
    public String missing() {
        return missing;
    }
}
