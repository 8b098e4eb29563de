import org.jspecify.annotations.NullMarked;

/** Counting for programs: no dependency, nothing but {@code java.base}. */
@NullMarked
module dev.limpid.counter {
    requires static org.jspecify;

    exports dev.limpid.counter;
    exports dev.limpid.counter.file;
    exports dev.limpid.counter.home;
}
