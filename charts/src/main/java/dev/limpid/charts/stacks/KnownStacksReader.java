package dev.limpid.charts.stacks;

import dev.limpid.charts.stacks.ConditionReader.UnexpectedException;
import dev.limpid.protocol.text.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a file of known stacks. It continues after errors, so that all of them are reported. For one thread at a time.
 */
final class KnownStacksReader {

    private static final String SEPARATOR = "---";
    private static final Pattern COMMENT = Pattern.compile("^#.*$", Pattern.MULTILINE);
    private static final Set<String> KEYS = Set.of("issue", "trial", "stack", "versions", "fixed");

    private final String file;
    private final String text;
    private final List<Problem> problems = new ArrayList<>();
    private final List<KnownStack> found = new ArrayList<>();
    private final List<String> trialVersions = new ArrayList<>();
    private final Set<String> issues = new HashSet<>();
    private final Map<String, Value> fields = new HashMap<>();
    private int recordAt;

    /** The range of a value in the text. */
    private record Value(int from, int end) {}

    KnownStacksReader(String file, String text) {
        this.file = file;
        this.text = text;
    }

    KnownStacks read() throws MalformedKnownStacksException {
        int at = 0;
        String key = "";
        while (at < text.length()) {
            int end = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
            String line = text.substring(at, end);
            if (line.strip().equals(SEPARATOR)) {
                endRecord();
                key = "";
            } else if (!line.isBlank() && !line.startsWith("#")) {
                key = Character.isWhitespace(line.charAt(0)) ? continueValue(key, at, end) : field(line, at, end);
            }
            at = end + 1;
        }
        endRecord();
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
            throw new MalformedKnownStacksException(problems);
        }
        return new KnownStacks(found, trialVersions);
    }

    /** A line that begins with white space continues the value before it. */
    private String continueValue(String key, int at, int end) {
        Value before = fields.get(key);
        if (before == null) {
            addProblem(at, "a line that begins with white space", "a line \"key: value\"");
        } else {
            fields.put(key, new Value(before.from(), end));
        }
        return key;
    }

    private String field(String line, int at, int end) {
        int colon = line.indexOf(':');
        String key = colon < 0 ? "" : line.substring(0, colon);
        if (fields.isEmpty()) {
            recordAt = at;
        }
        if (!KEYS.contains(key)) {
            addProblem(
                    at,
                    colon < 0 ? "a line without a colon" : "'" + key + "'",
                    "issue, trial, stack, versions or fixed");
            return "";
        }
        if (fields.containsKey(key)) {
            addProblem(at, "a second '" + key + "'", "one, or --- before the next record");
            return "";
        }
        int from = at + colon + 1;
        while (from < end && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        fields.put(key, new Value(from, end));
        return key;
    }

    private void endRecord() {
        if (fields.isEmpty()) {
            return;
        }
        Optional<String> issue = value("issue");
        Optional<String> trial = value("trial");
        if (issue.isPresent() == trial.isPresent()) {
            addProblem(recordAt, issue.isPresent() ? "issue and trial" : "neither issue nor trial", "one of them");
        }
        issue.filter(one -> !issues.add(one))
                .ifPresent(one -> addProblem(start("issue"), "a second record of " + one, "one for each issue"));
        issue.filter(one -> one.matches(".*\\s.*") || !one.matches("https?://.+"))
                .ifPresent(one ->
                        addProblem(start("issue"), "'" + one + "'", "an address such as https://example.org/issues/1"));
        Optional<String> fixed = value("fixed");
        fixed.filter(one -> one.matches(".*\\s.*"))
                .ifPresent(one -> addProblem(start("fixed"), "'" + one + "'", "a version"));
        Value stack = fields.get("stack");
        if (fields.containsKey("versions")) {
            addTrialVersions(
                    trial.isPresent() && stack == null, value("versions").orElse(""));
        } else if (stack == null) {
            addProblem(recordAt, "a record without a stack", "stack: \"a.b.C.method\"");
        } else {
            try {
                Condition condition = new ConditionReader(text, stack.from(), stack.end()).read();
                found.add(new KnownStack(issue, trial.orElse(""), condition, fixed));
            } catch (UnexpectedException e) {
                addProblem(e.offset(), e.found(), e.expected());
            }
        }
        fields.clear();
    }

    private void addTrialVersions(boolean isAlone, String versions) {
        if (!isAlone) {
            addProblem(
                    start("versions"),
                    "versions in a record with an issue or a stack",
                    "them in a record with only a trial");
        }
        for (String version : versions.split("\\s*,\\s*", -1)) {
            if (!version.matches("[^\\s*]+\\*?")) {
                addProblem(
                        start("versions"), "'" + version + "'", "versions such as 1.4.0-trial.* with commas between");
            }
            trialVersions.add(version);
        }
    }

    private Optional<String> value(String key) {
        Value value = fields.get(key);
        if (value == null) {
            return Optional.empty();
        }
        String is = COMMENT.matcher(text.substring(value.from(), value.end()))
                .replaceAll("")
                .strip()
                .replaceAll("\\R\\s*", " ");
        if (is.isEmpty()) {
            addProblem(value.from(), "nothing", "a value of " + key);
        }
        return Optional.of(is);
    }

    private int start(String key) {
        Value value = fields.get(key);
        return value == null ? recordAt : value.from();
    }

    private void addProblem(int offset, String found, String expected) {
        int line = 1;
        int lineAt = 0;
        for (int at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
            line++;
            lineAt = at + 1;
        }
        problems.add(new Problem(file, line, offset - lineAt + 1, "found " + found + ", expected " + expected));
    }
}
