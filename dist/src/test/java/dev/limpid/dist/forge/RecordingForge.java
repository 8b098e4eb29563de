package dev.limpid.dist.forge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.limpid.charts.json.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP server that responds as the API of a forge is documented, keeps issues and comments, and records its
 * requests: GitHub's of 2022-11-28, Forgejo's v1, GitLab's v4. Faults replace the proper responses. It handles one
 * request at a time.
 */
public final class RecordingForge implements AutoCloseable {

    /** Small, so that few issues make many pages. */
    static final int PAGE = 3;

    /** The account whose token it accepts. */
    public static final String ACCOUNT = "Stacks-Bot";

    private static final String SOMEBODY = "somebody";
    private static final String TOKEN = "a-token-that-nobody-prints";

    private final ForgeKind kind;
    private final HttpServer server;
    private final List<Asked> asked = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Kept> issues = new ArrayList<>();

    /** A request. */
    public record Asked(String method, String path, String query, Map<String, String> headers, String body) {}

    /** A response that replaces the right one. */
    record Fault(String method, int status, Map<String, String> headers, String body) {}

    private static final class Kept {
        private final int number;
        private final String title;
        private String body;
        private boolean open = true;
        private boolean isPullRequest;
        private boolean locked;
        private final String author;
        private final List<IssueComment> comments = new ArrayList<>();

        Kept(int number, String title, String body, String author) {
            this.author = author;
            this.number = number;
            this.title = title;
            this.body = body;
        }
    }

    private RecordingForge(ForgeKind kind, HttpServer server) {
        this.kind = kind;
        this.server = server;
    }

    /** Starts one on this machine. */
    public static RecordingForge start(ForgeKind kind) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RecordingForge forge = new RecordingForge(kind, server);
        server.createContext("/", exchange -> {
            try (exchange) {
                forge.answer(exchange);
            }
        });
        server.start();
        return forge;
    }

    /** The token that it accepts. */
    public static String token() {
        return TOKEN;
    }

    /** The address of its site. */
    public URI site() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    URI api() {
        return kind.api(site());
    }

    /** The requests that it got, in order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The requests that changed something, as method and path. */
    public List<String> changes() {
        return asked.stream()
                .filter(one -> !one.method().equals("GET"))
                .map(one -> one.method() + " " + one.path().substring(one.path().lastIndexOf("/issues")))
                .toList();
    }

    /** The texts of all issues. */
    public List<String> bodies() {
        return issues.stream().map(one -> one.body).toList();
    }

    /** The comments to an issue. */
    public List<String> comments(int number) {
        return issues.get(number - 1).comments.stream().map(IssueComment::text).toList();
    }

    /** Whether an issue is open. */
    public boolean isOpen(int number) {
        return issues.get(number - 1).open;
    }

    /** Somebody creates an issue. */
    public String make(String title, String body) {
        return make(title, body, SOMEBODY);
    }

    private String make(String title, String body, String author) {
        issues.add(new Kept(issues.size() + 1, title, body, author));
        return url(issues.size());
    }

    /** Somebody writes a comment. */
    void comment(int number, String text) {
        issues.get(number - 1).comments.add(new IssueComment(SOMEBODY, text));
    }

    /** Nobody can comment on it any more. */
    void lock(int number) {
        issues.get(number - 1).locked = true;
    }

    /** The titles of all issues. */
    public List<String> titles() {
        return issues.stream().map(one -> one.title).toList();
    }

    void makePullRequest(String title) {
        make(title, "");
        issues.get(issues.size() - 1).isPullRequest = true;
    }

    /** Somebody closes an issue. */
    public void close(int number) {
        issues.get(number - 1).open = false;
    }

    /** Somebody writes around our text. */
    void write(int number, String body) {
        issues.get(number - 1).body = body;
    }

    void next(Fault fault) {
        faults.add(fault);
    }

    private String url(int number) {
        return site() + "example/tool/" + (kind == ForgeKind.GITLAB ? "-/" : "") + "issues/" + number;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String method = exchange.getRequestMethod();
        URI uri = exchange.getRequestURI();
        asked.add(new Asked(method, uri.getRawPath(), String.valueOf(uri.getRawQuery()), headers, body));
        Fault fault = faults.peek();
        if (fault != null && fault.method().equals(method)) {
            faults.remove();
            fault.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            respond(exchange, fault.status(), fault.body());
            return;
        }
        String header = kind == ForgeKind.GITLAB ? "PRIVATE-TOKEN" : "Authorization";
        String expected = (kind == ForgeKind.GITHUB ? "Bearer " : kind == ForgeKind.FORGEJO ? "token " : "") + TOKEN;
        boolean isKnown = expected.equals(headers.get(header));
        if (headers.containsKey(header) && !isKnown) {
            respond(exchange, 401, "{\"message\":\"Bad credentials\"}");
        } else if (!method.equals("GET") && !isKnown) {
            respond(exchange, 401, "{\"message\":\"Requires authentication\"}");
        } else if (kind == ForgeKind.GITHUB && !headers.containsKey("User-Agent")) {
            respond(exchange, 403, "{\"message\":\"Request forbidden by administrative rules\"}");
        } else {
            route(exchange, method, uri, body);
        }
    }

    private void route(HttpExchange exchange, String method, URI uri, String body) throws IOException {
        String base = api().getPath() + (kind == ForgeKind.GITLAB ? "projects/example%2Ftool" : "repos/example/tool")
                + "/issues";
        String path = uri.getRawPath();
        if (path.equals(api().getPath() + "user")) {
            boolean isKnown = exchange.getRequestHeaders().values().stream()
                    .flatMap(List::stream)
                    .anyMatch(value -> value.endsWith(TOKEN));
            respond(exchange, isKnown ? 200 : 401, object(Map.of(kind.login, ACCOUNT), Map.of()));
            return;
        }
        if (!path.startsWith(base)) {
            respond(exchange, 404, "{\"message\":\"Not Found\"}");
            return;
        }
        String[] rest = path.substring(base.length()).split("/", -1);
        Optional<Kept> issue = rest.length > 1 && Integer.parseInt(rest[1]) <= issues.size()
                ? Optional.of(issues.get(Integer.parseInt(rest[1]) - 1))
                : Optional.empty();
        if (rest.length == 1 && method.equals("GET")) {
            list(exchange, uri, issues.stream().map(this::json).toList());
        } else if (rest.length == 1 && method.equals("POST")) {
            JsonNode json = JsonNode.parse(body.getBytes(StandardCharsets.UTF_8));
            if (json.get("title").text().isBlank()) {
                respond(exchange, 422, "{\"message\":\"Validation Failed\",\"errors\":[{\"field\":\"title\"}]}");
                return;
            }
            make(json.get("title").text(), json.get(kind.body).text(), ACCOUNT);
            respond(exchange, 201, json(issues.get(issues.size() - 1)));
        } else if (issue.isEmpty()) {
            respond(exchange, 404, "{\"message\":\"Not Found\"}");
        } else if (rest.length == 2 && method.equals(kind == ForgeKind.GITLAB ? "PUT" : "PATCH")) {
            change(issue.get(), JsonNode.parse(body.getBytes(StandardCharsets.UTF_8)));
            respond(exchange, 200, json(issue.get()));
        } else if (rest.length == 3 && rest[2].equals(kind == ForgeKind.GITLAB ? "notes" : "comments")) {
            if (method.equals("POST") && issue.get().locked) {
                respond(exchange, 403, "{\"message\":\"Unable to create comment because issue is locked.\"}");
            } else if (method.equals("POST")) {
                issue.get()
                        .comments
                        .add(new IssueComment(
                                ACCOUNT,
                                JsonNode.parse(body.getBytes(StandardCharsets.UTF_8))
                                        .get("body")
                                        .text()));
                respond(exchange, 201, "{}");
            } else {
                list(
                        exchange,
                        uri,
                        issue.get().comments.stream()
                                .map(one -> object(Map.of("body", one.text(), kind.author, one.author()), Map.of()))
                                .toList());
            }
        } else {
            respond(exchange, 405, "{\"message\":\"Method Not Allowed\"}");
        }
    }

    private void change(Kept issue, JsonNode json) throws IOException {
        Optional<JsonNode> text = json.find(kind.body);
        if (text.isPresent()) {
            issue.body = text.get().text();
        }
        Optional<JsonNode> state = json.find(kind == ForgeKind.GITLAB ? "state_event" : "state");
        if (state.isPresent()) {
            issue.open = List.of("open", "reopen").contains(state.get().text());
        }
    }

    private void list(HttpExchange exchange, URI uri, List<String> all) throws IOException {
        String query = String.valueOf(uri.getRawQuery());
        int page = query.matches(".*\\bpage=[0-9]+.*")
                ? Integer.parseInt(query.replaceAll(".*\\bpage=([0-9]+).*", "$1"))
                : 1;
        int from = Math.min(all.size(), (page - 1) * PAGE);
        int to = Math.min(all.size(), from + PAGE);
        if (to < all.size()) {
            String rest = query.equals("null") ? "" : query.replaceAll("&?\\bpage=[0-9]+", "");
            exchange.getResponseHeaders()
                    .set(
                            "Link",
                            "<" + site().resolve(uri.getRawPath()) + "?" + rest + "&page=" + (page + 1)
                                    + ">; rel=\"next\", <" + site().resolve(uri.getRawPath())
                                    + "?page=9>; rel=\"last\"");
        }
        respond(exchange, 200, "[" + String.join(",", all.subList(from, to)) + "]");
    }

    private String json(Kept issue) {
        boolean gitLab = kind == ForgeKind.GITLAB;
        Map<String, String> texts = new TreeMap<>();
        texts.put(kind.author, issue.author);
        texts.put(gitLab ? "web_url" : "html_url", url(issue.number));
        texts.put("title", issue.title);
        texts.put("state", issue.open ? gitLab ? "opened" : "open" : "closed");
        if (!issue.body.isEmpty()) {
            texts.put(gitLab ? "description" : "body", issue.body);
        }
        if (issue.isPullRequest) {
            texts.put("pull_request", "{}");
        }
        return object(texts, Map.of(gitLab ? "iid" : "number", issue.number));
    }

    private String object(Map<String, String> texts, Map<String, Integer> numbers) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Integer> one : numbers.entrySet()) {
                json.writeNumberField(one.getKey(), one.getValue());
            }
            for (Map.Entry<String, String> one : texts.entrySet()) {
                if (one.getKey().equals(kind.author)) {
                    json.writeObjectFieldStart(one.getKey());
                    json.writeStringField(kind.login, one.getValue());
                    json.writeEndObject();
                } else {
                    json.writeStringField(one.getKey(), one.getValue());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
