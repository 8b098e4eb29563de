import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which vulnerabilities of the parts in a CycloneDX list the OSV database knows. Ends with 1 if there is one that is not
 * accepted, with 2 if the database could not be reached: a missing answer is not good news.
 */
final class KnownVulnerabilities {
    private static final Pattern PART = Pattern.compile("\"purl\"\\s*:\\s*\"(pkg:maven/[^\"?]+)");
    private static final Pattern IDENTIFIER = Pattern.compile("\"id\"\\s*:\\s*\"([A-Z]+-[^\"]+)\"");
    private static final Pattern ACCEPTED = Pattern.compile("([A-Z]+-\\S+)\\s+\\S.*");

    public static void main(String[] args) throws Exception {
        Set<String> parts = parts(Files.readString(Path.of(args[0])));
        if (parts.isEmpty()) {
            System.err.println("known-vulnerabilities: " + args[0] + ": no part is named, expected purl lines");
            System.exit(2);
        }
        Map<String, String> accepted = accepted(Path.of(args[1]));
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
        int found = 0;
        for (String part : parts) {
            for (String identifier : known(client, URI.create(args[2]), part)) {
                boolean isAccepted = accepted.remove(identifier) != null;
                System.out.println(part + ": " + identifier + (isAccepted ? " (accepted)" : ""));
                found += isAccepted ? 0 : 1;
            }
        }
        accepted.keySet().forEach(old -> System.out.println(args[1] + ": " + old + " is of no part any more"));
        System.out.println(parts.size() + " parts, " + found + " known vulnerabilities that are not accepted");
        System.exit(found == 0 ? 0 : 1);
    }

    private static Set<String> parts(String list) {
        Set<String> parts = new TreeSet<>();
        Matcher part = PART.matcher(list);
        while (part.find()) {
            if (!part.group(1).startsWith("pkg:maven/dev.limpid/")) {
                parts.add(part.group(1));
            }
        }
        return parts;
    }

    private static Map<String, String> accepted(Path file) throws IOException {
        Map<String, String> accepted = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher known = ACCEPTED.matcher(line);
            if (!known.matches()) {
                System.err.println(file + ": expected an identifier and a reason, found: " + line);
                System.exit(2);
            }
            accepted.put(known.group(1), line);
        }
        return accepted;
    }

    private static Set<String> known(HttpClient client, URI database, String part) throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(database)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"package\":{\"purl\":\"" + part + "\"}}"))
                .build();
        try {
            HttpResponse<String> answer = client.send(question, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                Set<String> identifiers = new TreeSet<>();
                Matcher identifier = IDENTIFIER.matcher(answer.body());
                while (identifier.find()) {
                    identifiers.add(identifier.group(1));
                }
                return identifiers;
            }
            System.err.println("known-vulnerabilities: " + database + " answered " + answer.statusCode() + " about " + part
                    + ", expected 200");
        } catch (IOException e) {
            System.err.println("known-vulnerabilities: " + database + " cannot be asked: " + e);
        }
        System.exit(2);
        return Set.of();
    }
}
