package dev.limpid.protocol.oblivious;

/** What RFC 9458 calls its messages. */
public final class MediaTypes {

    /** A request on its way to a gateway. */
    public static final String REQUEST = "message/ohttp-req";
    /** A gateway's answer to one. */
    public static final String RESPONSE = "message/ohttp-res";
    /** The problem of a key that a gateway does not hold, section 5.3. */
    public static final String KEY_PROBLEM = "https://iana.org/assignments/http-problem-types#ohttp-key";

    private MediaTypes() {}
}
