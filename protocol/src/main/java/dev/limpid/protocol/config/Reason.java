package dev.limpid.protocol.config;

/** Why something may not be uploaded. The words are part of the protocol: {@code spec/upload-config.md}. */
public enum Reason {
    OTHER_CONFIG("other-config"),
    LAST_WEEK("last-week"),
    REPORT_NOT_SAMPLED("report-not-sampled"),
    UNKNOWN_PROGRAM("unknown-program"),
    DEVELOPMENT_VERSION("development-version"),
    UNKNOWN_VERSION("unknown-version"),
    UNKNOWN_RUNTIME("unknown-runtime"),
    UNKNOWN_OS("unknown-os"),
    UNKNOWN_ARCH("unknown-arch"),
    UNKNOWN_COUNTER("unknown-counter"),
    UNKNOWN_STACK("unknown-stack"),
    VERSION_TOO_EARLY("version-too-early"),
    EXPIRED("expired"),
    NOT_SAMPLED("not-sampled"),
    COUNT_TOO_HIGH("count-too-high"),
    MALFORMED_STACK("malformed-stack"),
    STACK_TOO_DEEP("stack-too-deep"),
    FRAME_OUTSIDE("frame-outside");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    /** The word for it in answers and logs. */
    public String code() {
        return code;
    }
}
