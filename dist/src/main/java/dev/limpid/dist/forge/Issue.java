package dev.limpid.dist.forge;

/**
 * An issue at a forge.
 *
 * @param number in its repository
 * @param url where people see it
 * @param body its text
 * @param author the account that opened it; empty if it no longer exists
 */
public record Issue(long number, String url, String title, String body, String author, boolean isOpen) {}
