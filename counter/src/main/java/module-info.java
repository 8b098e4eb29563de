/** Counting for programs: no dependency, nothing but {@code java.base}. */
module dev.limpid.counter {
    requires static org.jspecify;

    exports dev.limpid.counter;
    exports dev.limpid.counter.file;
    exports dev.limpid.counter.home;
}
