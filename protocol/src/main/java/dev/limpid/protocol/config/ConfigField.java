package dev.limpid.protocol.config;

/**
 * One {@code key: value} of a record. The lines and columns are those of the key and of the value's first character.
 */
public record ConfigField(String key, String value, int line, int column, int valueLine, int valueColumn) {}
