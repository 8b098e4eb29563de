package dev.limpid.server.publish.distinct;

import java.io.Closeable;
import java.io.IOException;

/** Distinct answers one after the other, ordered by their bytes, each with how many machines gave it. For one thread. */
public interface SortedAnswers extends Closeable {

    /** Goes to the next answer; false after the last one. */
    boolean advance() throws IOException;

    /** The canonical bytes of the answer that it stands on; nobody changes them. */
    byte[] answer();

    /** How many machines gave exactly it. */
    long machines();
}
