package dev.limpid.server.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One part of a configuration file: the settings at its beginning, or those after a heading {@code [kind name]}.
 * Reading a wrong setting adds a problem and continues, so that all problems are reported at once. Mutable; for one
 * thread.
 */
public final class SettingsSection {

    private final String file;
    private final String heading;
    private final int line;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, String> knownSettings = new TreeMap<>();
    private final List<String> problems;

    private record Setting(String value, int line) {}

    private SettingsSection(String file, String heading, int line, List<String> problems) {
        this.file = file;
        this.heading = heading;
        this.line = line;
        this.problems = problems;
    }

    /** The parts of a text: first the one without a heading, then the others in order. */
    static List<SettingsSection> parse(String file, String text, List<String> problems) {
        List<SettingsSection> sections = new ArrayList<>();
        sections.add(new SettingsSection(file, "", 1, problems));
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.strip();
            SettingsSection current = sections.get(sections.size() - 1);
            int equals = line.indexOf('=');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                sections.add(new SettingsSection(
                        file, line.substring(1, line.length() - 1).strip(), number, problems));
            } else if (equals <= 0) {
                problems.add(file + ":" + number + ": found \"" + line
                        + "\", expected a setting like listen = 127.0.0.1:8080, a heading like [collection name], or a"
                        + " comment after #");
            } else {
                current.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip(),
                        number);
            }
        }
        return sections;
    }

    String heading() {
        return heading;
    }

    /** The settings that were read, with the expected value of each. */
    Map<String, String> knownSettings() {
        return knownSettings;
    }

    private void put(String name, String value, int at) {
        Setting before = settings.putIfAbsent(name, new Setting(value, at));
        if (before != null) {
            problems.add(
                    file + ":" + at + ": " + name + " is set twice, expected once; first on line " + before.line());
        }
    }

    /** The value of a setting, or its default. */
    <T> T value(String name, T otherwise, String expected, Function<String, Optional<T>> reading) {
        return value(name, expected, reading).orElse(otherwise);
    }

    /** The value of a setting, if it is set and can be read. */
    <T> Optional<T> value(String name, String expected, Function<String, Optional<T>> reading) {
        knownSettings.put(name, expected);
        Setting setting = settings.get(name);
        if (setting == null) {
            return Optional.empty();
        }
        Optional<T> value = reading.apply(setting.value());
        if (value.isEmpty()) {
            problems.add(file + ":" + setting.line() + ": " + name + " is \"" + setting.value() + "\", expected "
                    + expected);
        }
        return value;
    }

    /** Whether a setting is set, valid or not. */
    boolean has(String name) {
        return settings.containsKey(name);
    }

    void problem(String sentence) {
        problems.add(file + ":" + line + ": " + sentence);
    }

    /** Reports settings that were never read, usually typing errors. */
    void rejectUnknown() {
        settings.forEach((name, setting) -> {
            if (!knownSettings.containsKey(name)) {
                problems.add(file + ":" + setting.line() + ": there is no setting " + name + " here, expected one of "
                        + String.join(", ", knownSettings.keySet()));
            }
        });
    }
}
