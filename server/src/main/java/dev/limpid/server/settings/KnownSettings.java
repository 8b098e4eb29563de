package dev.limpid.server.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every setting that a configuration file may have, collected from the reader of the file. */
public final class KnownSettings {

    /**
     * One part of a file and its settings.
     *
     * @param heading the part's heading, such as {@code [collection name]}; empty for the part before the first
     *     heading
     * @param settings the expected value of each setting, by its name
     */
    public record Part(String heading, Map<String, String> settings) {}

    private KnownSettings() {}

    /** The settings of {@code limpid serve}. */
    public static List<Part> ofServer() {
        // The problems of an empty file do not matter here.
        List<SettingsSection> sections =
                SettingsSection.parse("", "[collection name]\n[relay name]", new ArrayList<>());
        new ServerSettingsFile(Path.of("")).config(sections);
        return parts(sections);
    }

    /** The settings of {@code limpid relay}. */
    public static List<Part> ofRelay() {
        List<String> problems = new ArrayList<>();
        List<SettingsSection> sections = SettingsSection.parse("", "[gateway name]", problems);
        RelaySettingsFile.config(sections, problems, Path.of(""));
        return parts(sections);
    }

    private static List<Part> parts(List<SettingsSection> sections) {
        return sections.stream()
                .map(section -> new Part(
                        section.heading().isEmpty() ? "" : "[" + section.heading() + "]",
                        Map.copyOf(section.knownSettings())))
                .toList();
    }
}
