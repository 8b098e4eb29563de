package dev.limpid.dist.forge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.charts.json.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A repository's issues, through the forge's API. The three kinds of forges differ only in a few names, which are in
 * {@link ForgeKind}.
 */
public final class ForgeClient implements Forge {

    private static final int MOST_PAGES = 1000;

    private final ForgeKind kind;
    private final ForgeHttp http;
    private final URI issues;
    private final URI user;

    /**
     * A client.
     *
     * @param api the address of the API, ended by a slash
     * @param repository its name at the forge, {@code owner/name}
     */
    public ForgeClient(ForgeKind kind, URI api, String repository, ForgeHttp http) {
        this.kind = kind;
        this.http = http;
        this.user = api.resolve("user");
        this.issues = api.resolve(kind.issues(repository));
    }

    @Override
    public List<Issue> issues() throws IOException {
        List<Issue> found = new ArrayList<>();
        for (JsonNode json : pages(URI.create(issues + "?" + kind.listing))) {
            if (json.find("pull_request").isEmpty()) { // GitHub lists these as issues
                found.add(issue(json));
            }
        }
        return found;
    }

    private List<JsonNode> pages(URI first) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        Optional<URI> next = Optional.of(first);
        for (int page = 0; next.isPresent(); page++) {
            if (page == MOST_PAGES) {
                throw new IOException(first + ": more than " + MOST_PAGES + " pages");
            }
            ForgeHttp.Response response = http.get(next.get());
            all.addAll(response.json().elements());
            next = response.next();
        }
        return all;
    }

    private Issue issue(JsonNode json) throws IOException {
        Optional<JsonNode> body = json.find(kind.body);
        return new Issue(
                json.get(kind.number).integer(),
                json.get(kind.address).text(),
                json.get("title").text(),
                body.isPresent() ? body.get().text() : "",
                author(json),
                json.get("state").text().startsWith("open"));
    }

    /** The author's account; empty if the account no longer exists. */
    private String author(JsonNode json) throws IOException {
        Optional<JsonNode> author = json.find(kind.author);
        Optional<JsonNode> name = author.isPresent() ? author.get().find(kind.login) : Optional.empty();
        return name.isPresent() ? name.get().text() : "";
    }

    @Override
    public Optional<String> account() throws IOException {
        try {
            return Optional.of(http.get(user).json().get(kind.login).text());
        } catch (ForgeRefusalException e) {
            if (e.isPermissionDenied()) {
                return Optional.empty(); // the token does not belong to a person, as in a job at GitHub
            }
            throw e;
        }
    }

    @Override
    public Issue create(String title, String body) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("title", title);
        fields.putAll(kind.textOf(body));
        return issue(http.send("POST", issues, json(fields)).json());
    }

    @Override
    public void update(Issue issue, String body) throws IOException {
        http.send(kind.updateMethod(), of(issue), json(kind.textOf(body)));
    }

    @Override
    public void reopen(Issue issue) throws IOException {
        http.send(kind.updateMethod(), of(issue), json(kind.reopening()));
    }

    @Override
    public List<IssueComment> comments(Issue issue) throws IOException {
        List<IssueComment> found = new ArrayList<>();
        String paging = kind == ForgeKind.FORGEJO ? "" : "?per_page=100";
        for (JsonNode json : pages(URI.create(of(issue) + "/" + kind.comments + paging))) {
            Optional<JsonNode> body = json.find("body");
            found.add(
                    new IssueComment(author(json), body.isPresent() ? body.get().text() : ""));
        }
        return found;
    }

    @Override
    public void comment(Issue issue, String text) throws IOException {
        http.send("POST", URI.create(of(issue) + "/" + kind.comments), json(Map.of("body", text)));
    }

    private URI of(Issue issue) {
        return URI.create(issues + "/" + issue.number());
    }

    private static String json(Map<String, String> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
