package dev.limpid.dist.forge;

import java.util.Optional;

/**
 * What an issue should say about a group of stacks.
 *
 * @param mark names the group; the same in every run
 * @param title of a new issue
 * @param text what is known of it now
 * @param issue the address of the issue that the program's maintainers named, if they did
 * @param news what a comment says once, if anything has happened that somebody should hear of
 * @param isBack whether that is that it came back, so that the issue is open again
 * @param isNew whether an issue is to be made if there is none
 */
public record IssueReport(
        String mark,
        String title,
        String text,
        Optional<String> issue,
        Optional<News> news,
        boolean isBack,
        boolean isNew) {

    /**
     * What happened.
     *
     * @param mark names it; the same in every run until something else happens
     */
    public record News(String mark, String text) {}
}
