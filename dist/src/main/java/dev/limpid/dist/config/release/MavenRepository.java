package dev.limpid.dist.config.release;

import dev.limpid.protocol.release.ReleaseSource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The central Maven repository, or the mirror that replaces it in the user's settings. */
public final class MavenRepository {

    private static final String CENTRAL = "https://repo.maven.apache.org/maven2/";

    private final FileFetcher fetch;
    private final String repository;

    /** The repository that the user's Maven would ask for {@code central}. */
    public MavenRepository(FileFetcher fetch, MavenSettings settings) {
        this(fetch, settings.mirrorOf("central", URI.create(CENTRAL)));
    }

    /** A repository by its address. */
    public MavenRepository(FileFetcher fetch, URI repository) {
        this(fetch, repository.toString());
    }

    private MavenRepository(FileFetcher fetch, String repository) {
        this.fetch = fetch;
        this.repository = repository;
    }

    /** The versions that the artifact's {@code maven-metadata.xml} lists. */
    List<String> versions(ReleaseSource.Maven artifact) throws IOException, InterruptedException {
        URI address = RepositoryAddress.at("the Maven repository", repository)
                .below(artifact.group().replace('.', '/') + "/" + artifact.artifact() + "/maven-metadata.xml");
        byte[] xml = fetch.get(address)
                .orElseThrow(() -> new IOException(address + ": not found, expected the list of versions of "
                        + artifact.group() + ":" + artifact.artifact()));
        List<String> versions = new ArrayList<>();
        NodeList found = SafeXmlParser.parse(address.toString(), new String(xml, StandardCharsets.UTF_8))
                .getElementsByTagName("version");
        for (int i = 0; i < found.getLength(); i++) {
            Element element = (Element) found.item(i);
            if ("versions".equals(element.getParentNode().getNodeName())) {
                versions.add(element.getTextContent().strip());
            }
        }
        if (versions.isEmpty()) {
            throw new IOException(address + ": lists no version, expected at least one");
        }
        return versions;
    }
}
