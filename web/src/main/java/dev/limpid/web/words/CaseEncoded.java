package dev.limpid.web.words;

/**
 * Module paths as module proxies write them: {@code !} and the lower-case letter for an upper-case one. The log has the same rule in
 * {@code CaseEncoding} of module tlog, which this module does not see; a test in the server, which sees both, checks that they agree.
 */
public final class CaseEncoded {
    private CaseEncoded() {}

    /** The path as it is written in an address. */
    public static String of(String path) {
        StringBuilder out = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.append('!').append((char) (c + 'a' - 'A'));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
