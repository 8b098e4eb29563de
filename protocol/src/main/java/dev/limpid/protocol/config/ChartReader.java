package dev.limpid.protocol.config;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.ChartId;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.chart.ChartType;
import dev.limpid.protocol.chart.CounterNames;
import dev.limpid.protocol.release.ReleaseSource;
import dev.limpid.protocol.text.Problem;
import dev.limpid.protocol.text.Quoted;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns one record of fields into a chart, and reports all its problems. For one thread at a time. */
final class ChartReader {

    private static final List<String> KEYS = List.of(
            "title",
            "description",
            "issue",
            "type",
            "program",
            "module",
            "version",
            "counter",
            "depth",
            "error",
            "over",
            "unit",
            "expires",
            "frames",
            "names",
            "id",
            "by");
    private static final Set<String> REPEATABLE = Set.of("issue", "frames");

    private final String file;
    private final List<ConfigField> record;
    private final List<Problem> problems;
    private final int problemsBefore;
    private final Map<String, List<ConfigField>> fields = new HashMap<>();

    ChartReader(String file, List<ConfigField> record, List<Problem> problems) {
        this.file = file;
        this.record = record;
        this.problems = problems;
        this.problemsBefore = problems.size();
    }

    /** The chart; empty if it has a problem. */
    Optional<ParsedChart> chart() {
        record.forEach(this::sort);
        ChartType type = required("type", this::type).orElse(ChartType.PARTITION);
        CounterText counter = required("counter", this::counter).orElse(new CounterText("", List.of()));
        Chart chart = new Chart(
                required("title", this::text).orElse(""),
                required("description", this::text).orElse(""),
                values("issue"),
                type,
                required("program", this::program).orElse(""),
                optional("module", this::module).orElse(""),
                optional("version", this::word).orElse(""),
                counter.name(),
                counter.buckets(),
                optional("depth", this::depth).orElse(0),
                optional("error", this::error).orElse(Chart.DEFAULT_ERROR),
                optional("over", this::over).orElse(""),
                optional("unit", this::text).orElse(""),
                optional("expires", this::date),
                values("frames").stream()
                        .flatMap(value -> Arrays.stream(value.split("[,\\s]+")))
                        .filter(prefix -> !prefix.isEmpty())
                        .toList(),
                optional("names", this::unlisted).orElse(false),
                optional("id", this::id).orElse(Chart.idOf(counter.name())),
                optional("by", this::by).orElse(Set.of(Attribute.VERSION)));
        fitsType(chart);
        return problems.size() > problemsBefore
                ? Optional.empty()
                : Optional.of(new ParsedChart(file, chart, List.copyOf(record)));
    }

    private void sort(ConfigField field) {
        if (!KEYS.contains(field.key())) {
            problem(field, "found the key " + Quoted.of(field.key()) + ", expected one of " + String.join(", ", KEYS));
            return;
        }
        List<ConfigField> same = fields.computeIfAbsent(field.key(), key -> new ArrayList<>());
        if (!same.isEmpty() && !REPEATABLE.contains(field.key())) {
            problem(
                    field,
                    "found " + field.key() + " again (first on line "
                            + same.get(0).line() + "), expected it once; a line --- begins the next chart");
            return;
        }
        if (field.value().isEmpty()) {
            problem(field, "found nothing after " + field.key() + ":, expected a value");
        }
        same.add(field);
    }

    private List<String> values(String key) {
        return fields.getOrDefault(key, List.of()).stream()
                .map(ConfigField::value)
                .toList();
    }

    private <T> Optional<T> required(String key, Function<ConfigField, Optional<T>> read) {
        if (!fields.containsKey(key)) {
            problem(record.get(0), "the chart that begins here has no " + key + ", expected a line \"" + key + ": …\"");
        }
        return optional(key, read);
    }

    private <T> Optional<T> optional(String key, Function<ConfigField, Optional<T>> read) {
        List<ConfigField> found = fields.getOrDefault(key, List.of());
        return found.isEmpty() || found.get(0).value().isEmpty() ? Optional.empty() : read.apply(found.get(0));
    }

    private Optional<String> text(ConfigField field) {
        return Optional.of(field.value());
    }

    private Optional<String> word(ConfigField field) {
        if (field.value().chars().anyMatch(Character::isWhitespace)) {
            return wrong(field, "one word");
        }
        return Optional.of(field.value());
    }

    private Optional<String> program(ConfigField field) {
        return ReleaseSource.isProgramName(field.value())
                ? Optional.of(field.value())
                : wrong(field, "a program's name such as org.example/tool");
    }

    private Optional<String> module(ConfigField field) {
        return ReleaseSource.parse(field.value()).isPresent()
                ? Optional.of(field.value())
                : wrong(field, "maven:group:artifact, go:path, or versions: 1.0, 1.1");
    }

    private Optional<String> id(ConfigField field) {
        return ChartId.isValid(field.value())
                ? Optional.of(field.value())
                : wrong(field, "letters, digits and _ . -, the first a letter or digit, such as commands");
    }

    private Optional<Set<Attribute>> by(ConfigField field) {
        Set<Attribute> by = EnumSet.noneOf(Attribute.class);
        if (field.value().equals("none")) {
            return Optional.of(by);
        }
        for (String word : field.value().split(",", -1)) {
            Optional<Attribute> attribute = Attribute.ofWord(word.strip());
            if (attribute.isEmpty() || !by.add(attribute.get())) {
                return wrong(field, "version, runtime, os or arch, each once and commas between them, or none");
            }
        }
        return Optional.of(by);
    }

    private Optional<ChartType> type(ConfigField field) {
        for (ChartType type : ChartType.values()) {
            if (type.word().equals(field.value())) {
                return Optional.of(type);
            }
        }
        return wrong(
                field,
                "one of "
                        + Arrays.stream(ChartType.values()).map(ChartType::word).collect(Collectors.joining(", ")));
    }

    private Optional<CounterText> counter(ConfigField field) {
        String value = field.value();
        int open = value.indexOf('{');
        if (open < 0) {
            if (!CounterNames.isName(value)) {
                return wrong(field, "a counter's name such as tool/command:build");
            }
            int colon = value.indexOf(':');
            return Optional.of(
                    colon < 0
                            ? new CounterText(value, List.of())
                            : new CounterText(value.substring(0, colon), List.of(value.substring(colon + 1))));
        }
        if (open == 0 || value.charAt(open - 1) != ':' || value.indexOf('}') != value.length() - 1) {
            return wrong(field, "a counter's name, a colon and buckets, such as tool/command:{build,test}");
        }
        String name = value.substring(0, open - 1);
        if (!CounterNames.isName(name) || name.indexOf(':') >= 0) {
            return wrong(field, "a name without a colon before the buckets, such as tool/command:{build,test}");
        }
        return buckets(field, value.substring(open + 1, value.length() - 1))
                .map(buckets -> new CounterText(name, buckets));
    }

    private Optional<List<String>> buckets(ConfigField field, String text) {
        Set<String> buckets = new LinkedHashSet<>();
        Set<String> twice = new TreeSet<>();
        String[] parts = text.split(",", -1);
        for (int i = 0; i < parts.length; i++) {
            String bucket = parts[i].strip();
            boolean trailing = i == parts.length - 1 && i > 0 && bucket.isEmpty();
            if (!trailing && !CounterNames.isBucket(bucket)) {
                problem(
                        field,
                        "found the bucket " + Quoted.of(bucket)
                                + ", expected a name without white space, braces and quotes");
                return Optional.empty();
            }
            if (!trailing && !buckets.add(bucket)) {
                twice.add(bucket);
            }
        }
        if (!twice.isEmpty()) {
            problem(field, "found the bucket " + Quoted.of(twice.iterator().next()) + " twice, expected each once");
        }
        return Optional.of(List.copyOf(buckets));
    }

    private Optional<String> over(ConfigField field) {
        return CounterNames.isName(field.value()) ? Optional.of(field.value()) : wrong(field, "one counter's name");
    }

    private Optional<Integer> depth(ConfigField field) {
        try {
            int depth = Integer.parseInt(field.value());
            if (depth >= 1 && depth <= 1000) {
                return Optional.of(depth);
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        return wrong(field, "a number of frames from 1 to 1000");
    }

    private Optional<Boolean> unlisted(ConfigField field) {
        return switch (field.value()) {
            case "listed" -> Optional.of(false);
            case "unlisted" -> Optional.of(true);
            default -> wrong(field, "listed or unlisted");
        };
    }

    private Optional<Double> error(ConfigField field) {
        boolean percent = field.value().endsWith("%");
        String number =
                percent ? field.value().substring(0, field.value().length() - 1).strip() : field.value();
        if (number.matches("[0-9]{1,3}(\\.[0-9]{1,9})?")) {
            double error = percent ? Double.parseDouble(number) / 100 : Double.parseDouble(number);
            if (error > 0 && error < 1) {
                return Optional.of(error);
            }
        }
        return wrong(field, "an error above 0 and below 1, such as 0.01 or 1%");
    }

    private Optional<LocalDate> date(ConfigField field) {
        try {
            return Optional.of(LocalDate.parse(field.value()));
        } catch (DateTimeParseException e) {
            return wrong(field, "a date such as 2027-06-30");
        }
    }

    private void fitsType(Chart chart) {
        if (chart.counter().startsWith(Attribute.BUILT_IN)
                && (chart.builtIn().isEmpty() || chart.type() != ChartType.PARTITION)) {
            fields.getOrDefault("counter", List.of())
                    .forEach(field -> problem(
                            field,
                            "found " + Quoted.of(field.value()) + " in a "
                                    + chart.type().word() + ", expected one of "
                                    + "the built-in counters limpid/version, limpid/runtime, limpid/os and limpid/arch,"
                                    + " without buckets, in a partition"));
        }
        if (chart.type() == ChartType.RATIO && chart.over().isEmpty()) {
            problem(record.get(0), "the ratio that begins here has no over, expected a line \"over: counter\"");
        }
        if (!chart.counter().isEmpty() && !ChartId.isValid(chart.id())) {
            fields.getOrDefault("counter", List.of())
                    .forEach(field -> problem(
                            field,
                            "found " + Quoted.of(field.value())
                                    + ", from which no short ID can be derived, expected a line \"id: …\" as"
                                    + " well"));
        }
        if (chart.type() == ChartType.STACK && chart.buckets().size() > 1) {
            fields.getOrDefault("counter", List.of())
                    .forEach(field -> problem(
                            field,
                            "found " + Quoted.of(field.value()) + " in a stack, expected one stack counter's name"));
        }
        onlyFor(ChartType.RATIO, chart, "over");
        onlyFor(ChartType.STACK, chart, "depth");
        onlyFor(ChartType.STACK, chart, "frames");
        onlyFor(ChartType.STACK, chart, "names");
        if (chart.type() == ChartType.HISTOGRAM && chart.buckets().size() < 2) {
            fields.getOrDefault("counter", List.of())
                    .forEach(field -> problem(
                            field,
                            "found a histogram without buckets, expected at least two, such as {<10ms,<1s,>=1s}"));
        }
    }

    private void onlyFor(ChartType type, Chart chart, String key) {
        if (chart.type() != type && fields.containsKey("type")) {
            fields.getOrDefault(key, List.of())
                    .forEach(field -> problem(
                            field,
                            "found " + key + " in a " + chart.type().word() + ", expected it in a " + type.word()
                                    + " only"));
        }
    }

    private <T> Optional<T> wrong(ConfigField field, String expected) {
        problems.add(new Problem(
                file,
                field.valueLine(),
                field.valueColumn(),
                "found " + field.key() + " " + Quoted.of(field.value()) + ", expected " + expected));
        return Optional.empty();
    }

    private void problem(ConfigField field, String message) {
        problems.add(new Problem(file, field.line(), field.column(), message));
    }

    private record CounterText(String name, List<String> buckets) {}
}
