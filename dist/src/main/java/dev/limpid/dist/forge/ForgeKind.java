package dev.limpid.dist.forge;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The supported kinds of forges: where their API is and how it differs. */
public enum ForgeKind {
    /** https://docs.github.com/en/rest/issues, of version 2022-11-28. */
    GITHUB(
            "https://github.com/",
            "repos/%s/issues",
            "state=all&per_page=100",
            "number",
            "html_url",
            "body",
            "user",
            "login",
            "comments",
            "Authorization",
            "Bearer ",
            "/blob/{tag}/{path}#L{line}"),
    /** Forgejo and Gitea: https://forgejo.org/docs/latest/user/api-usage/. */
    FORGEJO(
            "https://codeberg.org/",
            "repos/%s/issues",
            "state=all&type=issues&limit=50",
            "number",
            "html_url",
            "body",
            "user",
            "login",
            "comments",
            "Authorization",
            "token ",
            "/src/tag/{tag}/{path}#L{line}"),
    /** https://docs.gitlab.com/api/issues/. */
    GITLAB(
            "https://gitlab.com/",
            "projects/%s/issues",
            "state=all&scope=all&per_page=100",
            "iid",
            "web_url",
            "description",
            "author",
            "username",
            "notes",
            "PRIVATE-TOKEN",
            "",
            "/-/blob/{tag}/{path}#L{line}");

    /** The main site of this kind. */
    private final String site;

    private final String issues;
    final String listing;
    final String number;
    final String address;
    final String body;
    final String author;
    final String login;
    final String comments;
    final String tokenHeader;
    final String tokenPrefix;
    private final String source;

    ForgeKind(
            String site,
            String issues,
            String listing,
            String number,
            String address,
            String body,
            String author,
            String login,
            String comments,
            String tokenHeader,
            String tokenPrefix,
            String source) {
        this.site = site;
        this.issues = issues;
        this.listing = listing;
        this.number = number;
        this.address = address;
        this.body = body;
        this.author = author;
        this.login = login;
        this.comments = comments;
        this.tokenHeader = tokenHeader;
        this.tokenPrefix = tokenPrefix;
        this.source = source;
    }

    /** The default site. */
    public URI site() {
        return URI.create(site);
    }

    /** The address of a site's API, ended by a slash. */
    public URI api(URI ofSite) {
        URI site = asFolder(ofSite);
        return switch (this) {
            case GITHUB ->
                "github.com".equalsIgnoreCase(site.getHost())
                        ? URI.create("https://api.github.com/")
                        : site.resolve("api/v3/");
            case FORGEJO -> site.resolve("api/v1/");
            case GITLAB -> site.resolve("api/v4/");
        };
    }

    /** Adds a final slash, since a forge may be below a path of its host. */
    private static URI asFolder(URI site) {
        String text = site.toString();
        return text.endsWith("/") ? site : URI.create(text + "/");
    }

    /** The path of a repository's issues below the API. */
    String issues(String repository) {
        return String.format(
                issues, this == GITLAB ? URLEncoder.encode(repository, StandardCharsets.UTF_8) : repository);
    }

    /** The request that sets an issue's text. */
    Map<String, String> textOf(String text) {
        return Map.of(body, text);
    }

    /** The request that reopens an issue. */
    Map<String, String> reopening() {
        return this == GITLAB ? Map.of("state_event", "reopen") : Map.of("state", "open");
    }

    String updateMethod() {
        return this == GITLAB ? "PUT" : "PATCH";
    }

    /** The template of links to a line of a file at a tag. */
    public String source(URI ofSite, String repository) {
        return asFolder(ofSite).resolve(repository) + source;
    }
}
