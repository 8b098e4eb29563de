package dev.limpid.benchmarks.startup;

/** Says hello. */
public final class Hello {
    private Hello() {}

    /** Runs the program. */
    public static void main(String[] args) {
        System.out.println("hello");
    }
}
