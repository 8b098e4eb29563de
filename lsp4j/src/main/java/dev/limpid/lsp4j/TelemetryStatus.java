package dev.limpid.lsp4j;

import java.util.List;

/**
 * What an editor shows on a page of settings.
 *
 * @param collection the collection's name
 * @param mode the effective mode: off, local, or on and the day of consent
 * @param why what decided it, as the end of a sentence
 * @param sent what may be sent, and where, a line each
 */
public record TelemetryStatus(String collection, String mode, String why, List<String> sent) {}
