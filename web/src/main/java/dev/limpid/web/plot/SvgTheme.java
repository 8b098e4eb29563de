package dev.limpid.web.plot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The colours of drawings on other people's pages, for readers who prefer dark pages. One constant style sheet, so that
 * the policy of these drawings can name its digest and forbid everything else.
 */
public final class SvgTheme {
    private record Role(String name, String dark) {}

    private static final Map<String, Role> ROLES = roles();

    /** The style sheet. */
    static final String CSS = css();

    /** The Content-Security-Policy of these drawings: this style sheet and nothing else. */
    public static final String POLICY = "default-src 'none'; style-src '" + digest(CSS) + "'";

    private SvgTheme() {}

    private static Map<String, Role> roles() {
        Map<String, Role> roles = new LinkedHashMap<>();
        roles.put(SvgWriter.INK, new Role("ink", "#e4edf0"));
        roles.put(SvgWriter.SOFT, new Role("soft", "#a4b5be"));
        roles.put(SvgWriter.LINE, new Role("edge", "#2a3b45"));
        roles.put(SvgWriter.BAR, new Role("bar", "#4aa9bd"));
        roles.put(SvgWriter.BAND, new Role("band", "#245763"));
        roles.put(SvgWriter.CARD, new Role("card", "#14212a"));
        roles.put(SvgWriter.TRACK, new Role("track", "#1d2e38"));
        roles.put(SvgWriter.PLOT, new Role("plot", "#182731"));
        return roles;
    }

    /** The CSS class for a fill or a stroke in a colour. */
    static String name(String what, String colour) {
        Role role = ROLES.get(colour);
        if (role == null) {
            throw new IllegalArgumentException("the colour is " + colour + ", expected one of " + ROLES.keySet());
        }
        return what.charAt(0) + "-" + role.name();
    }

    private static String css() {
        StringBuilder css = new StringBuilder("@media (prefers-color-scheme:dark){");
        ROLES.values()
                .forEach(role -> css.append(".f-")
                        .append(role.name())
                        .append("{fill:")
                        .append(role.dark())
                        .append("}.s-")
                        .append(role.name())
                        .append("{stroke:")
                        .append(role.dark())
                        .append('}'));
        return css.append('}').toString();
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
