package dev.limpid.tlog.checkpoint;

import dev.limpid.tlog.CanonicalDecimal;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.VerifierKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy line by line. A name must be defined before it is used, and can be a member of only one group. For one
 * thread at a time.
 */
final class PolicyParser {

    private static final String NONE = "none";

    private final List<Policy.LogKey> logs = new ArrayList<>();
    private final Map<String, Policy.Witness> witnesses = new LinkedHashMap<>();
    private final Map<String, Quorum> named = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private @Nullable Quorum quorum;
    private @Nullable Duration maxAge;
    private int line;

    Policy parse(String text) throws LogFormatException {
        for (String whole : text.split("\n", -1)) {
            line++;
            List<String> words = words(whole);
            if (!words.isEmpty()) {
                read(words);
            }
        }
        if (logs.isEmpty()) {
            throw new LogFormatException("a policy names no log");
        }
        if (quorum == null) {
            throw new LogFormatException("a policy names no quorum, expected a witness, a group or none");
        }
        return new Policy(text, logs, witnesses, quorum, Optional.ofNullable(maxAge));
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split("[ \t\r]+", -1)) {
            if (word.startsWith("#")) {
                break;
            }
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private void read(List<String> words) throws LogFormatException {
        switch (words.get(0)) {
            case "log" -> logs.add(new Policy.LogKey(key(words, 1, KeyType.ED25519, 3), url(words, 2)));
            case "witness" -> {
                VerifierKey key = key(words, 2, KeyType.COSIGNATURE, 4);
                witnesses.put(words.get(1), new Policy.Witness(key, url(words, 3)));
                define(words.get(1), new Quorum.One(words.get(1)));
            }
            case "group" -> group(words);
            case "quorum" -> quorum(words);
            case "max-age" -> maxAge = age(words);
            default -> throw wrong("\"" + words.get(0) + "\", expected log, witness, group, quorum or max-age");
        }
    }

    private VerifierKey key(List<String> words, int place, KeyType type, int most) throws LogFormatException {
        if (words.size() <= place || words.size() > most) {
            throw wrong((words.size() - 1) + " words after " + words.get(0));
        }
        VerifierKey key = VerifierKey.parse(words.get(place));
        if (key.type() != type) {
            throw wrong(key + " is a key of type " + key.type() + ", expected " + type);
        }
        return key;
    }

    private static String url(List<String> words, int place) {
        return words.size() > place ? words.get(place) : "";
    }

    private void group(List<String> words) throws LogFormatException {
        if (words.size() < 4) {
            throw wrong("a group has a name, a number and members");
        }
        List<Quorum> members = new ArrayList<>();
        for (String name : words.subList(3, words.size())) {
            Quorum member = named.get(name);
            if (member == null || !taken.add(name)) {
                throw wrong("\"" + name + "\" is not defined above, or is already a member of a group");
            }
            members.add(member);
        }
        int needed = switch (words.get(2)) {
            case "any" -> 1;
            case "all" -> members.size();
            default -> (int) Math.min(Integer.MAX_VALUE, CanonicalDecimal.parse("number of a group", words.get(2)));
        };
        if (needed < 1 || needed > members.size()) {
            throw wrong("a group needs " + needed + " of its " + members.size() + " members");
        }
        define(words.get(1), new Quorum.Group(words.get(1), needed, members));
    }

    private void define(String name, Quorum what) throws LogFormatException {
        if (name.equals(NONE) || named.putIfAbsent(name, what) != null) {
            throw wrong("the name \"" + name + "\" is taken");
        }
    }

    private void quorum(List<String> words) throws LogFormatException {
        if (words.size() != 2 || quorum != null) {
            throw wrong("a policy has one quorum, a name or none");
        }
        Quorum asked = words.get(1).equals(NONE) ? new Quorum.None() : named.get(words.get(1));
        if (asked == null) {
            throw wrong("\"" + words.get(1) + "\" is not defined above");
        }
        quorum = asked;
    }

    private Duration age(List<String> words) throws LogFormatException {
        if (words.size() != 2 || !words.get(1).endsWith("d") || maxAge != null) {
            throw wrong("expected max-age once, as a number of days such as 14d");
        }
        String days = words.get(1).substring(0, words.get(1).length() - 1);
        return Duration.ofDays(Math.min(36_500, CanonicalDecimal.parse("max-age", days)));
    }

    private LogFormatException wrong(String what) {
        return new LogFormatException("policy, line " + line + ": " + what);
    }
}
