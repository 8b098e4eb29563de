package dev.limpid.handbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The order of the documents. One that is not named here is listed in its folder's group. */
final class Contents {

    private static final String OTHERS = "More";
    private static final Map<String, List<String>> GROUPS = groups();

    private Contents() {}

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put(
                "For programs",
                List.of(
                        "README.md",
                        "docs/start.md",
                        "docs/embed.md",
                        "docs/builds.md",
                        "docs/maven-plugin.md",
                        "docs/frameworks.md",
                        "docs/bridges.md",
                        "docs/elsewhere.md",
                        "docs/gallery.md",
                        "docs/migrate.md"));
        all.put(
                "For the wary",
                List.of(
                        "docs/wary.md",
                        "docs/threats.md",
                        "docs/comparison.md",
                        "docs/known-faults.md",
                        "docs/public-process.md",
                        "SECURITY.md"));
        all.put(
                "For operators",
                List.of(
                        "docs/operate.md",
                        "docs/scale.md",
                        "docs/publication.md",
                        "docs/sampling.md",
                        "docs/site.md",
                        "docs/stacks.md"));
        all.put("Reference", List.of(Reference.COMMANDS, Reference.SETTINGS));
        all.put("Formats", List.of());
        all.put(
                "The project",
                List.of(
                        "ARCHITECTURE.md",
                        "CONTRIBUTING.md",
                        "docs/releasing.md",
                        "docs/translate.md",
                        "CHANGELOG.md"));
        all.put(OTHERS, List.of());
        all.put("Decisions", List.of("docs/decisions/README.md"));
        return all;
    }

    /** The documents by group; a group without documents is left out. */
    static Map<String, List<Document>> of(Map<String, Document> documents) {
        Map<String, List<Document>> contents = new LinkedHashMap<>();
        GROUPS.forEach((group, paths) -> {
            List<Document> there = new ArrayList<>();
            paths.stream().filter(documents::containsKey).map(documents::get).forEach(there::add);
            contents.put(group, there);
        });
        documents.forEach((path, document) -> {
            if (GROUPS.values().stream().noneMatch(named -> named.contains(path))) {
                contents.getOrDefault(group(path), new ArrayList<>()).add(document);
            }
        });
        contents.values().removeIf(List::isEmpty);
        return contents;
    }

    private static String group(String path) {
        return path.startsWith("docs/decisions/") ? "Decisions" : path.startsWith("spec/") ? "Formats" : OTHERS;
    }
}
