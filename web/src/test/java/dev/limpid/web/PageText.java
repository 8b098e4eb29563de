package dev.limpid.web;

import dev.limpid.web.layout.LinkStyle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;

/** What a site serves at a path, as text and as XML. */
final class PageText {

    private PageText() {}

    static String of(SampleContents contents, String path) throws IOException {
        return new Site(contents, LinkStyle.SERVED).page(path).orElseThrow().text();
    }

    /** The document, with namespaces; fails if it is not well-formed. */
    static Document xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
