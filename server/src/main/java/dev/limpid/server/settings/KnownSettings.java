package dev.limpid.server.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every setting that a configuration file may have, as the reader of the file asks for it. */
public final class KnownSettings {

    /**
     * One part of a file and its settings.
     *
     * @param heading the part's heading, such as {@code [collection name]}; empty for what stands before the first
     * @param settings by name: what the value is expected to be
     */
    public record Part(String heading, Map<String, String> settings) {}

    private KnownSettings() {}

    /** Those of {@code limpid serve}. */
    public static List<Part> ofServer() {
        // What an empty file lacks is nobody's problem here.
        List<ConfigSection> sections = ConfigSection.parse("", "[collection name]\n[relay name]", new ArrayList<>());
        new ServerConfigFile(Path.of("")).config(sections);
        return parts(sections);
    }

    /** Those of {@code limpid relay}. */
    public static List<Part> ofRelay() {
        List<String> problems = new ArrayList<>();
        List<ConfigSection> sections = ConfigSection.parse("", "[gateway name]", problems);
        RelayConfigFile.config(sections, problems, Path.of(""));
        return parts(sections);
    }

    private static List<Part> parts(List<ConfigSection> sections) {
        return sections.stream()
                .map(section -> new Part(
                        section.heading().isEmpty() ? "" : "[" + section.heading() + "]", Map.copyOf(section.asked())))
                .toList();
    }
}
