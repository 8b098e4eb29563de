package dev.limpid.protocol.review.lint;

import dev.limpid.protocol.review.lint.Finding.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds counter names that look as if they contained something about a person or a machine, or stood for many other
 * names. Names are decided in public, so this is never proof, but worth a look.
 */
record SuspiciousName(Severity severity, String code, String sentence) {

    private static final String PERSONAL = "personal-name";
    private static final String OPEN = "open-name";

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "(.*[^a-z0-9._%+-])?[a-z0-9._%+-]+@[a-z0-9-]+(\\.[a-z0-9-]+)+.*",
                    PERSONAL, "which looks like an email address"),
            new Rule(
                    "(.*[^0-9.])?([0-9]{1,3}\\.){3}[0-9]{1,3}([^0-9.].*)?", PERSONAL, "which looks like an IP address"),
            new Rule("(.*[^0-9a-f])?([0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}", PERSONAL, "which looks like an IP address"),
            new Rule(
                    "(.*[^0-9a-f])?([0-9a-f]{2}[:-]){5}[0-9a-f]{2}([^0-9a-f].*)?",
                    PERSONAL, "which looks like a MAC address"),
            new Rule(
                    "(.*[^0-9a-f])?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}([^0-9a-f].*)?",
                    PERSONAL, "which looks like a UUID"),
            new Rule(
                    "(.*[^0-9a-f])?(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{12,}([^0-9a-f].*)?",
                    PERSONAL,
                    "which looks like a hash"),
            new Rule("(.*:)?(/home/|/users/|[a-z]:\\\\).*", PERSONAL, "which looks like somebody's folder"),
            new Rule(
                    ".*(\\*|%[sdv]|\\$\\{|<any>|<name>|\\.\\.\\.|…).*",
                    OPEN, "which looks like a pattern; expected every name in full"));

    private static final Set<String> WORDS = Set.of(
            "user",
            "username",
            "userid",
            "login",
            "email",
            "mail",
            "host",
            "hostname",
            "ip",
            "ipaddress",
            "mac",
            "address",
            "uuid",
            "guid",
            "machineid",
            "deviceid",
            "serial",
            "token",
            "password",
            "secret",
            "session",
            "sessionid",
            "cookie",
            "birthday",
            "gender",
            "location",
            "latitude",
            "longitude",
            "phone",
            "path",
            "filename",
            "project",
            "repository",
            "query",
            "url");

    private static final Pattern SEPARATORS = Pattern.compile("[/:._-]+");

    private record Rule(Pattern pattern, String code, String sentence) {
        Rule(String pattern, String code, String sentence) {
            this(Pattern.compile(pattern), code, sentence);
        }
    }

    /** The first suspicious thing about a name, if there is any. */
    static Optional<SuspiciousName> in(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (Rule rule : RULES) {
            if (rule.pattern().matcher(lower).matches()) {
                return Optional.of(new SuspiciousName(Severity.ERROR, rule.code(), rule.sentence()));
            }
        }
        for (String word : SEPARATORS.split(lower, -1)) {
            if (WORDS.contains(word)) {
                String sentence = "whose \"" + word + "\" sounds personal; expected a reason why it is not";
                return Optional.of(new SuspiciousName(Severity.WARNING, PERSONAL, sentence));
            }
        }
        return Optional.empty();
    }
}
