package dev.limpid.web.frame;

/** How the address of a page is written. */
public enum LinkStyle {
    /** As the server answers: {@code charts/2026-11-20}. */
    SERVED,
    /** As files lie on a host without rules: {@code charts/2026-11-20.html}, {@code charts/index.html}. */
    FILES
}
