package dev.limpid.uploader.embed;

import dev.limpid.counter.CollectionIdentity;

/** A program that reports and ends at once: collection, upload address. */
final class ShortProgram {

    private ShortProgram() {}

    public static void main(String[] args) {
        ProgramReporting.forCommand(new CollectionIdentity(args[0], args[1], "", ""));
        System.out.println("done");
    }
}
