package dev.limpid.dist.config.release;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The mirrors in a user's Maven settings, so that an organisation's own repository is used as in its builds.
 * Credentials are not read: for a repository that requires them, give an address on the command line instead.
 */
public final class MavenSettings {

    private final List<Mirror> mirrors;

    private record Mirror(String url, String of) {}

    private MavenSettings(List<Mirror> mirrors) {
        this.mirrors = mirrors;
    }

    /** The settings of {@code ~/.m2/settings.xml} below this home folder; no mirrors if there is no such file. */
    public static MavenSettings ofUser(Path home) throws IOException {
        Path file = home.resolve(".m2").resolve("settings.xml");
        return Files.exists(file) ? read(file) : new MavenSettings(List.of());
    }

    /** The settings of a file. */
    public static MavenSettings read(Path file) throws IOException {
        List<Mirror> mirrors = new ArrayList<>();
        NodeList found =
                SafeXmlParser.parse(file.toString(), Files.readString(file)).getElementsByTagName("mirror");
        for (int i = 0; i < found.getLength(); i++) {
            Element mirror = (Element) found.item(i);
            mirrors.add(new Mirror(child(mirror, "url"), child(mirror, "mirrorOf")));
        }
        return new MavenSettings(mirrors);
    }

    /** The address to use instead of a repository's: that of its first mirror, as Maven chooses. */
    String mirrorOf(String id, URI repository) {
        return mirrors.stream()
                .filter(mirror -> !mirror.url().isEmpty())
                .filter(mirror -> matches(mirror.of(), id, repository))
                .findFirst()
                .map(Mirror::url)
                .orElse(repository.toString());
    }

    /**
     * Maven's patterns: names, {@code *}, {@code external:*}, {@code external:http:*}, and {@code !name} for exclusion.
     */
    private static boolean matches(String pattern, String id, URI repository) {
        boolean matches = false;
        for (String part : pattern.split(",", -1)) {
            String name = part.strip();
            if (name.equals("!" + id)) {
                return false;
            }
            matches |= name.equals(id)
                    || name.equals("*")
                    || (name.equals("external:*") && isExternal(repository))
                    || (name.equals("external:http:*")
                            && isExternal(repository)
                            && "http".equals(repository.getScheme()));
        }
        return matches;
    }

    private static boolean isExternal(URI repository) {
        return !"file".equals(repository.getScheme())
                && !"localhost".equals(repository.getHost())
                && !"127.0.0.1".equals(repository.getHost());
    }

    private static String child(Element element, String name) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent().strip();
            }
        }
        return "";
    }
}
