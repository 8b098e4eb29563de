import org.jspecify.annotations.NullMarked;

/** Counts crashes that programs ask to have counted. */
@NullMarked
module dev.limpid.crashes {
    requires static org.jspecify;
    requires transitive dev.limpid.counter;

    exports dev.limpid.crashes;
}
