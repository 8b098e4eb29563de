package dev.limpid.lsp4j;

import java.util.List;

/**
 * What an editor shows on its settings page.
 *
 * @param collection the collection's name
 * @param mode the effective mode: off, local, or on followed by the day of consent
 * @param why what decided the mode, as the end of a sentence
 * @param sent what may be sent and where to, one line each
 */
public record TelemetryStatus(String collection, String mode, String why, List<String> sent) {}
