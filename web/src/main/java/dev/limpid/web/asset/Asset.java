package dev.limpid.web.asset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A file that pages refer to; the style sheet is joined from several files of the jar. Its public name contains a digest of its contents, so that it can be cached for ever.
 *
 * @param name the name in links, such as {@code site.3f2a91c0.css}
 * @param contentType its media type
 * @param body its bytes; not to be changed
 */
public record Asset(String name, String contentType, byte[] body) {
    public static final Asset STYLE =
            join("site.css", "text/css; charset=utf-8", "colours.css", "site.css", "charts.css", "print.css");
    public static final Asset THEME = read("theme.js", "text/javascript; charset=utf-8");
    public static final Asset SCRIPT = read("site.js", "text/javascript; charset=utf-8");
    public static final Asset VERIFY = read("verify.js", "text/javascript; charset=utf-8");
    public static final Asset ICON = read("icon.svg", "image/svg+xml");

    /** All of them. */
    public static final List<Asset> ALL = List.of(STYLE, THEME, SCRIPT, VERIFY, ICON);

    /** The asset of this name. */
    public static Optional<Asset> named(String name) {
        return ALL.stream().filter(asset -> asset.name.equals(name)).findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Asset asset && name.equals(asset.name) && Arrays.equals(body, asset.body);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }

    private static Asset read(String file, String contentType) {
        return join(file, contentType, file);
    }

    /** The asset that is served as {@code file}: these files of the jar, one after the other. */
    private static Asset join(String file, String contentType, String... parts) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (String part : parts) {
                try (InputStream in = Asset.class.getResourceAsStream(part)) {
                    if (in == null) {
                        throw new IllegalStateException("asset " + part + " is missing from the jar");
                    }
                    in.transferTo(bytes);
                }
            }
            byte[] body = bytes.toByteArray();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            int dot = file.lastIndexOf('.');
            String name = file.substring(0, dot) + '.' + HexFormat.of().formatHex(digest, 0, 4) + file.substring(dot);
            return new Asset(name, contentType, body);
        } catch (IOException e) {
            throw new UncheckedIOException("asset " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
