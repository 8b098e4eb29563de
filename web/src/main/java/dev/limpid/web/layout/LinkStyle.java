package dev.limpid.web.layout;

/** How the address of a page is written. */
public enum LinkStyle {
    /** As the server serves it: {@code charts/2026-11-20}. */
    SERVED,
    /** As files are on a plain file host: {@code charts/2026-11-20.html}, {@code charts/index.html}. */
    FILES
}
