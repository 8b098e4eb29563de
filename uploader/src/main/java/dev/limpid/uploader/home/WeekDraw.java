package dev.limpid.uploader.home;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decides which questions a machine answers in one week: 256 random bits, from which a separate number is derived for
 * each question. The bits are kept until the week is decided, so that nothing is drawn again after a pass that was
 * killed, or that found no room on the disk for the answers, not even for a question that a newer configuration adds.
 * They never leave the machine.
 *
 * <pre>
 *   u(chart) = first 53 bits of HMAC-SHA256(draw, chart) / 2^53
 * </pre>
 *
 * To anybody who does not know the draw, these numbers are independent of each other and uniform.
 *
 * @param text the bits as 64 hex digits
 */
public record WeekDraw(String text) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final int BYTES = 32;
    private static final int UNUSED_BITS = 11;

    /** Draws the bits. The source must be a secure one. */
    public static WeekDraw from(RandomGenerator random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new WeekDraw(HexFormat.of().formatHex(bits));
    }

    /** Reads what {@link #text} returned; throws IllegalArgumentException if it is damaged. */
    static WeekDraw parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("draw is \"" + text + "\", expected 64 hex digits");
        }
        return new WeekDraw(text);
    }

    /** The number of a chart, uniform in [0,1). */
    public double uniformFor(String chart) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(text), "HmacSHA256"));
            long first = ByteBuffer.wrap(mac.doFinal(chart.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
            return (first >>> UNUSED_BITS) * 0x1p-53;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /** Does not contain the bits. */
    @Override
    public String toString() {
        return "WeekDraw";
    }
}
