package dev.limpid.protocol.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.limpid.protocol.text.Quoted;
import dev.limpid.protocol.text.Utf8;
import java.io.IOException;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one report in one pass. An unknown member is an error, so that nothing can be hidden in a report. For one
 * thread at a time.
 */
final class ReportReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            // Only UTF-8: bytes that also pass for UTF-16 would be a different document to other readers.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(64)
                    .maxNameLength(6 * ReportLimits.NAME_BYTES)
                    .maxStringLength(6 * ReportLimits.NAME_BYTES)
                    .build())
            .build();

    private final ReportLimits limits;
    private int counts;

    ReportReader(ReportLimits limits) {
        this.limits = limits;
    }

    Report read(byte[] bytes) throws MalformedReportException {
        // The parser would accept overlong forms and lone surrogates as characters.
        int malformed = Utf8.firstMalformed(bytes);
        if (malformed >= 0) {
            throw new MalformedReportException(
                    "the report has a byte " + String.format(Locale.ROOT, "0x%02x", bytes[malformed] & 0xff)
                            + " at byte " + malformed + " that is not UTF-8");
        }
        try (JsonParser json = JSON.createParser(bytes)) {
            Report report = report(json);
            if (json.nextToken() != null) {
                throw unexpected(json, "the end of the report");
            }
            return report;
        } catch (JsonProcessingException e) {
            throw new MalformedReportException("the report is not JSON: " + e.getOriginalMessage() + at(e), e);
        } catch (IllegalArgumentException e) {
            throw new MalformedReportException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            // The bytes are in memory, so they themselves are the cause.
            throw new MalformedReportException("the report is not JSON: " + e.getMessage(), e);
        }
    }

    private Report report(JsonParser json) throws IOException, MalformedReportException {
        expect(json, json.nextToken(), JsonToken.START_OBJECT, "{");
        LocalDate week = null;
        String lastWeek = null;
        double x = -1;
        String config = null;
        List<ProgramReport> programs = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            switch (name) {
                case "Week" -> week = once(week, name, date(name, text(json, name)));
                case "LastWeek" -> lastWeek = once(lastWeek, name, text(json, name));
                case "X" -> x = once(x < 0 ? null : x, name, number(json));
                case "Config" -> config = once(config, name, text(json, name));
                case "Programs" -> programs = once(programs, name, programs(json));
                default ->
                    throw new MalformedReportException("the report has a member " + Quoted.of(name)
                            + ", expected Week, LastWeek, X, Config or Programs");
            }
        }
        expect(json, json.currentToken(), JsonToken.END_OBJECT, "}");
        Optional<LocalDate> before =
                lastWeek == null || lastWeek.isEmpty() ? Optional.empty() : Optional.of(date("LastWeek", lastWeek));
        if (x < 0) {
            throw new MalformedReportException("the report has no X, expected a number from 0 to below 1");
        }
        return new Report(
                present(week, "Week"), before, x, config == null ? "" : config, present(programs, "Programs"));
    }

    private List<ProgramReport> programs(JsonParser json) throws IOException, MalformedReportException {
        SortedMap<Build, ProgramReport> programs = new TreeMap<>();
        if (json.nextToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        expect(json, json.currentToken(), JsonToken.START_ARRAY, "[");
        int listed = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (++listed > limits.programs()) {
                throw new MalformedReportException(
                        "the report lists more than " + limits.programs() + " builds, expected at most that many");
            }
            // The reference lists a build once for each of its files.
            ProgramReport program = program(json);
            programs.merge(program.build(), program, ProgramReport::plus);
        }
        return List.copyOf(programs.values());
    }

    private ProgramReport program(JsonParser json) throws IOException, MalformedReportException {
        expect(json, json.currentToken(), JsonToken.START_OBJECT, "{");
        String program = null;
        String version = null;
        String runtime = null;
        String os = null;
        String arch = null;
        SortedMap<String, Long> counters = null;
        SortedMap<String, Long> stacks = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            switch (name) {
                case "Program" -> program = once(program, name, text(json, name));
                case "Version" -> version = once(version, name, text(json, name));
                case "Runtime", "GoVersion" -> runtime = once(runtime, name, text(json, name));
                case "OS", "GOOS" -> os = once(os, name, text(json, name));
                case "Arch", "GOARCH" -> arch = once(arch, name, text(json, name));
                case "Counters" -> counters = once(counters, name, counts(json, false));
                case "Stacks" -> stacks = once(stacks, name, counts(json, true));
                default ->
                    throw new MalformedReportException("a program of the report has a member " + Quoted.of(name)
                            + ", expected Program, Version, Runtime, OS, Arch, Counters or Stacks");
            }
        }
        expect(json, json.currentToken(), JsonToken.END_OBJECT, "}");
        Build build = new Build(
                present(program, "Program"),
                present(version, "Version"),
                present(runtime, "Runtime"),
                present(os, "OS"),
                present(arch, "Arch"));
        return new ProgramReport(
                build, counters == null ? new TreeMap<>() : counters, stacks == null ? new TreeMap<>() : stacks);
    }

    private SortedMap<String, Long> counts(JsonParser json, boolean stacks)
            throws IOException, MalformedReportException {
        SortedMap<String, Long> read = new TreeMap<>();
        if (json.nextToken() == JsonToken.VALUE_NULL) {
            return read;
        }
        expect(json, json.currentToken(), JsonToken.START_OBJECT, "{");
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (++counts > limits.counts()) {
                throw new MalformedReportException(
                        "the report has more than " + limits.counts() + " counts, expected at most that many");
            }
            checkName("the name of a counter", name);
            long count = count(json, name);
            String whole = stacks ? StackNameSyntax.withoutTruncation(name) : name;
            if (count == 0) {
                continue; // A count of 0 is the same as none.
            }
            Long before = read.put(whole, count);
            if (before != null && !whole.equals(name)) {
                read.put(whole, ProgramReport.saturatingSum(before, count));
            } else if (before != null) {
                throw new MalformedReportException(
                        "the report counts " + Quoted.of(name) + " twice in one program, expected once");
            }
        }
        expect(json, json.currentToken(), JsonToken.END_OBJECT, "}");
        return read;
    }

    /** Reads an unsigned 64-bit count; a count above the largest signed number becomes that number. */
    private static long count(JsonParser json, String name) throws IOException, MalformedReportException {
        if (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            if (json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                long count = json.getLongValue();
                if (count >= 0) {
                    return count;
                }
            } else {
                BigInteger count = json.getBigIntegerValue();
                if (count.signum() > 0 && count.bitLength() <= Long.SIZE) {
                    return Long.MAX_VALUE;
                }
            }
        }
        throw new MalformedReportException("the report counts " + Quoted.of(name) + " as " + Quoted.of(json.getText())
                + ", expected a whole number from 0 to 2^64-1");
    }

    private static double number(JsonParser json) throws IOException, MalformedReportException {
        JsonToken token = json.nextToken();
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected(json, "a number from 0 to below 1");
        }
        double x = json.getDoubleValue();
        if (!(x >= 0 && x < 1)) {
            throw new MalformedReportException("X is " + json.getText() + ", expected a number from 0 to below 1");
        }
        return x + 0.0; // -0.0 would be written differently
    }

    private String text(JsonParser json, String member) throws IOException, MalformedReportException {
        expect(json, json.nextToken(), JsonToken.VALUE_STRING, "a string for " + member);
        String text = json.getText();
        checkName(member, text);
        return text;
    }

    private void checkName(String what, String name) throws MalformedReportException {
        int bytes = Utf8.length(name);
        if (bytes < 0) {
            throw new MalformedReportException(what + " is " + Quoted.of(name) + ", expected well-formed Unicode");
        }
        if (bytes > limits.nameBytes()) {
            throw new MalformedReportException(
                    what + " " + Quoted.of(name) + " has " + bytes + " bytes, expected at most " + limits.nameBytes());
        }
    }

    private static LocalDate date(String member, String text) throws MalformedReportException {
        if (text.length() == 10) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                // Reported below.
            }
        }
        throw new MalformedReportException(member + " is " + Quoted.of(text) + ", expected a date such as 2026-11-20");
    }

    private static <T> T once(@Nullable T before, String member, T now) throws MalformedReportException {
        if (before != null) {
            throw new MalformedReportException("the report gives " + member + " twice in one object, expected once");
        }
        return now;
    }

    private static <T> T present(@Nullable T value, String member) throws MalformedReportException {
        if (value == null) {
            throw new MalformedReportException("the report lacks " + member);
        }
        return value;
    }

    private static void expect(JsonParser json, @Nullable JsonToken found, JsonToken expected, String what)
            throws IOException, MalformedReportException {
        if (found != expected) {
            throw unexpected(json, what);
        }
    }

    private static MalformedReportException unexpected(JsonParser json, String expected) throws IOException {
        if (json.currentToken() == null) {
            return new MalformedReportException("the report ends too early, expected " + expected);
        }
        String found = Quoted.of(json.getText());
        var at = json.currentTokenLocation();
        return new MalformedReportException("the report has " + found + " at line " + at.getLineNr() + ", column "
                + at.getColumnNr() + ", expected " + expected);
    }

    private static String at(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
