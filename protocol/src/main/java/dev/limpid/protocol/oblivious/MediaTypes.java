package dev.limpid.protocol.oblivious;

/** The media types of RFC 9458. */
public final class MediaTypes {

    /** A request on its way to a gateway. */
    public static final String REQUEST = "message/ohttp-req";
    /** A gateway's response. */
    public static final String RESPONSE = "message/ohttp-res";
    /** The problem type for a key that a gateway does not have, section 5.3. */
    public static final String KEY_PROBLEM = "https://iana.org/assignments/http-problem-types#ohttp-key";

    private MediaTypes() {}
}
