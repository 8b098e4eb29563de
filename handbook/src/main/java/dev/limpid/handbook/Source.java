package dev.limpid.handbook;

/**
 * A text in Markdown.
 *
 * @param path its path below the repository's root, with slashes
 */
record Source(String path, String text) {}
