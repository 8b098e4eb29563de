package dev.limpid.server.publish;

/**
 * How many networks gave how many of a week's answers. Nothing else of where answers came from is kept or published.
 *
 * @param one networks that gave a single answer
 * @param upTo9 those that gave 2 to 9
 * @param upTo99 those that gave 10 to 99
 * @param more those that gave 100 or more
 */
public record Networks(long one, long upTo9, long upTo99, long more) {}
