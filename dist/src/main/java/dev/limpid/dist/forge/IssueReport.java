package dev.limpid.dist.forge;

import java.util.Optional;

/**
 * What an issue should contain about a group of stacks.
 *
 * @param mark identifies the group; the same in every run
 * @param title the title of a new issue
 * @param text the current information
 * @param issue the address of the issue that the program's maintainers named, if they did
 * @param news news to post once as a comment, if there is any
 * @param isRegression whether the news is that the group is back, so that the issue must be open
 * @param isNew whether to create an issue if there is none
 */
public record IssueReport(
        String mark,
        String title,
        String text,
        Optional<String> issue,
        Optional<News> news,
        boolean isRegression,
        boolean isNew) {

    /**
     * A news item about a group.
     *
     * @param mark identifies the news; the same in every run until something else happens
     */
    public record News(String mark, String text) {}
}
