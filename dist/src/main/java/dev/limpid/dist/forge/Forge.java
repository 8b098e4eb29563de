package dev.limpid.dist.forge;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The issues of one repository. Every method calls the forge; failure messages name the request and never contain the
 * token.
 */
public interface Forge {

    /** All issues, open and closed. */
    List<Issue> issues() throws IOException;

    /** Makes an issue. */
    Issue create(String title, String body) throws IOException;

    /** Sets an issue's text. */
    void update(Issue issue, String body) throws IOException;

    /** Opens a closed issue again. */
    void reopen(Issue issue) throws IOException;

    /** The account whose token is used; empty if the forge does not reveal it. */
    Optional<String> account() throws IOException;

    /** All comments to an issue. */
    List<IssueComment> comments(Issue issue) throws IOException;

    /** Adds a comment. */
    void comment(Issue issue, String text) throws IOException;
}
