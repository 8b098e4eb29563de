package dev.limpid.uploader.config;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.uploader.config.proof.TrustedLogState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * A configuration that is stored on this machine for its user to see, as one file: the time from which it is in force,
 * and its proof.
 *
 * <pre>
 * in force from 2026-11-28T02:00:00Z
 * …the file "verified" of that time…
 * </pre>
 */
record StoredConfigFile(Instant from, TrustedLogState trustedState) {

    private static final String FROM = "in force from ";

    byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((FROM + from + "\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(trustedState.encode());
        return out.toByteArray();
    }

    static StoredConfigFile decode(byte[] bytes) throws LogFormatException {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        String line = new String(bytes, 0, end, StandardCharsets.UTF_8);
        if (end == bytes.length || !line.startsWith(FROM)) {
            throw new LogFormatException("it does not begin with \"" + FROM + "\"");
        }
        try {
            return new StoredConfigFile(
                    Instant.parse(line.substring(FROM.length())),
                    TrustedLogState.decode(Arrays.copyOfRange(bytes, end + 1, bytes.length)));
        } catch (DateTimeException e) {
            throw new LogFormatException("it begins with \"" + line
                    + "\", expected a time such as 2026-11-20T12:00:00Z after \"" + FROM.strip() + "\"");
        }
    }
}
