package dev.limpid.web.feed;

import dev.limpid.protocol.text.VisibleCharacters;
import dev.limpid.web.layout.PageContext;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An Atom feed (RFC 4287, 4.1.1).
 *
 * @param pageContext the context of the feed's path among the pages
 * @param title the feed's title
 * @param page the path of the page that shows the same
 * @param entries the entries, newest first
 */
record Feed(PageContext pageContext, String title, String page, List<Entry> entries) {
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    Feed {
        entries = List.copyOf(entries);
    }

    /**
     * One piece of news.
     *
     * @param what its permanent name below the collection's name
     * @param title a line of text
     * @param day the day it was published
     * @param page the path of the page that shows it
     * @param html the full text, as markup
     */
    record Entry(String what, String title, LocalDate day, String page, String html) {
        Instant updated() {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /** The document. */
    String xml() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            out.writeStartDocument("utf-8", "1.0");
            out.writeStartElement("feed");
            out.writeDefaultNamespace(ATOM);
            element(out, "id", id(pageContext.path()));
            element(out, "title", title);
            element(out, "updated", updated().toString());
            out.writeStartElement("author");
            element(out, "name", pageContext.facts().title());
            out.writeEndElement();
            link(out, "self", "application/atom+xml", pageContext.addressOfFile(pageContext.path()));
            link(out, "alternate", "text/html", pageContext.address(page));
            for (Entry entry : entries) {
                write(out, entry);
            }
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return text.append('\n').toString();
    }

    private void write(XMLStreamWriter out, Entry entry) throws XMLStreamException {
        out.writeStartElement("entry");
        element(out, "id", id(entry.what()));
        element(out, "title", entry.title());
        element(out, "updated", entry.updated().toString());
        link(out, "alternate", "text/html", pageContext.address(entry.page()));
        out.writeStartElement("content");
        out.writeAttribute("type", "html");
        out.writeCharacters(VisibleCharacters.text(entry.html()));
        out.writeEndElement();
        out.writeEndElement();
    }

    /** When the newest entry was published; without entries, the epoch. */
    private Instant updated() {
        return entries.stream()
                .map(Entry::updated)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** A permanent ID that does not depend on the site's address: a name-based UUID (RFC 4122, 4.3). */
    private String id(String what) {
        String name = pageContext.facts().name() + "/" + what;
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static void link(XMLStreamWriter out, String relation, String type, String address)
            throws XMLStreamException {
        out.writeEmptyElement("link");
        out.writeAttribute("rel", relation);
        out.writeAttribute("type", type);
        out.writeAttribute("href", address);
    }

    private static void element(XMLStreamWriter out, String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(VisibleCharacters.text(text));
        out.writeEndElement();
    }
}
