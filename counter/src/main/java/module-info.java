import org.jspecify.annotations.NullMarked;

/** Counting for programs: no dependency, nothing but {@code java.base}. */
@NullMarked
module dev.limpid.counter {
    requires static org.jspecify;

    exports dev.limpid.counter;
    // The format of count files and the places of homes are for our own modules; programs call none of this.
    exports dev.limpid.counter.file to
            dev.limpid.crashes,
            dev.limpid.countfile,
            dev.limpid.uploader,
            dev.limpid.cli,
            dev.limpid.testkit;
    exports dev.limpid.counter.home to
            dev.limpid.crashes,
            dev.limpid.countfile,
            dev.limpid.uploader,
            dev.limpid.cli,
            dev.limpid.springboot,
            dev.limpid.testkit;
}
