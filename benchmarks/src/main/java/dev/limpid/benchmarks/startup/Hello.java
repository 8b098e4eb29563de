package dev.limpid.benchmarks.startup;

/** Says hello. */
public final class Hello {
    private Hello() {}

    /** The program. */
    public static void main(String[] args) {
        System.out.println("hello");
    }
}
