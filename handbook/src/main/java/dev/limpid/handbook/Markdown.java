package dev.limpid.handbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * CommonMark with the tables and the anchors of the repository's host. HTML in a text is shown as text, never rendered. For one
 * thread at a time.
 */
final class Markdown {

    private static final List<Extension> TABLES = List.of(TablesExtension.create());

    private final Parser parser = Parser.builder().extensions(TABLES).build();

    Document read(Source source) {
        Node root = parser.parse(source.text());
        SectionCutter cutter = new SectionCutter();
        root.accept(cutter);
        List<Document.Section> sections = cutter.sections();
        if (sections.isEmpty()) {
            throw new IllegalArgumentException(source.path() + ": there is no heading, expected one as its title");
        }
        return new Document(source.path(), sections.get(0).heading(), root, cutter.anchors, sections);
    }

    /** The body of a page. Its links must have been resolved. */
    String html(Document document) {
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(TABLES)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> attributes(document))
                .build();
        // Tables and code that are wider than the window scroll by themselves, also with the keyboard.
        return renderer.render(document.root())
                .replace("<table>", "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>")
                .replace("</table>", "</table></div>")
                // An empty corner cell of a table is not a header.
                .replaceAll("<th(?: class=\"\\w+\")?></th>", "<td></td>");
    }

    private static AttributeProvider attributes(Document document) {
        return (node, tag, attributes) -> {
            String anchor = node instanceof Heading ? document.anchors().get(node) : null;
            if (anchor != null) {
                attributes.put("id", anchor);
            }
            attributes.remove("rel");
            if (tag.equals("pre")) {
                attributes.put("tabindex", "0");
            }
            // The pages' policy does not allow style attributes.
            String align = attributes.remove("align");
            if (align != null && !align.equals("left")) {
                attributes.put("class", align);
            }
        };
    }

    /** Gives headings their anchors and collects the words below each. */
    private static final class SectionCutter extends AbstractVisitor {
        private final IdGenerator ids = IdGenerator.builder().build();
        private final Map<Heading, String> anchors = new HashMap<>();
        private final List<Heading> headings = new ArrayList<>();
        private final List<StringBuilder> names = new ArrayList<>();
        private final List<StringBuilder> texts = new ArrayList<>();
        private StringBuilder words = new StringBuilder();

        List<Document.Section> sections() {
            List<Document.Section> sections = new ArrayList<>();
            for (int i = 0; i < headings.size(); i++) {
                Heading heading = headings.get(i);
                sections.add(new Document.Section(
                        heading.getLevel(),
                        anchors.getOrDefault(heading, ""),
                        names.get(i).toString().strip(),
                        texts.get(i).toString().strip().replaceAll("\\s+", " ")));
            }
            return sections;
        }

        @Override
        public void visit(Heading heading) {
            headings.add(heading);
            StringBuilder name = new StringBuilder();
            words = name;
            visitChildren(heading);
            names.add(name);
            words = new StringBuilder();
            texts.add(words);
            // The generator itself would convert to lower case by the machine's language.
            anchors.put(heading, ids.generateId(name.toString().toLowerCase(Locale.ROOT)));
        }

        @Override
        public void visit(Text text) {
            words.append(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            words.append(code.getLiteral());
        }

        @Override
        public void visit(FencedCodeBlock block) {
            words.append('\n').append(block.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock block) {
            words.append('\n').append(block.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak line) {
            words.append('\n');
        }

        @Override
        public void visit(HardLineBreak line) {
            words.append('\n');
        }

        @Override
        protected void visitChildren(Node parent) {
            super.visitChildren(parent);
            if (parent instanceof Block || parent instanceof TableCell) {
                words.append('\n');
            }
        }
    }
}
