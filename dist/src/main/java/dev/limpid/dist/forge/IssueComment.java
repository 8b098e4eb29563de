package dev.limpid.dist.forge;

/**
 * A comment on an issue.
 *
 * @param author the account that wrote it; empty if it no longer exists
 */
public record IssueComment(String author, String text) {}
