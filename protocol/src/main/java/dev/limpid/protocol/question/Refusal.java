package dev.limpid.protocol.question;

/**
 * Why a report is refused.
 *
 * @param code a stable code for programs, such as {@code unknown-chart}
 * @param sentence names the thing, what was found and what was expected, for people; one line, safe to print
 */
public record Refusal(String code, String sentence) {}
