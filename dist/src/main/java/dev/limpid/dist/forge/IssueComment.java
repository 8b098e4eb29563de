package dev.limpid.dist.forge;

/**
 * A comment to an issue.
 *
 * @param author the account that wrote it; empty if there is none any more
 */
public record IssueComment(String author, String text) {}
